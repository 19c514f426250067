// The link as a QR code, dark on light whatever the theme: that is what phones read.
import { qrCodeOf } from '../app/qrCode.ts'

export function ShareCode({ address }: { readonly address: string }) {
  const code = qrCodeOf(address)
  if (!code.ok) return <p>{code.problem}</p>
  return (
    <>
      <img className="shareCode" alt="QR code of the link" src={code.image} />
      <p className="muted">Point a phone’s camera at it.</p>
    </>
  )
}
