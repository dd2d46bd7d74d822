/** The product's mark: a text being left for someone. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden>
      <rect width="32" height="32" rx="9" fill="var(--mantine-color-accent-7)" />
      <path
        d="M8 9h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H15l-5 4v-4H8a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z"
        fill="#fff"
      />
      <path
        d="M10.500 13.500h11M10.500 17.500h7"
        stroke="var(--mantine-color-accent-7)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
