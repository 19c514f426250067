// A figure in three digits that tells its full value when it is pointed at or focused.
interface Props {
  readonly short: string
  readonly full: string
  readonly className?: string
}

export function Figure({ short, full, className = '' }: Props) {
  return (
    <button
      type="button"
      className={`figure ${className}`}
      aria-label={short === full ? short : `${short}, in full ${full}`}
      data-full={full}
      data-own-keys
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    >
      {short}
    </button>
  )
}
