// The mark: a price that falls in steps.
export function BrandMark() {
  return (
    <svg width="20" height="18" viewBox="0 0 20 18" aria-hidden="true">
      <path
        d="M1 3h5v4h4v5h4v4h5"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinejoin="miter"
      />
    </svg>
  )
}
