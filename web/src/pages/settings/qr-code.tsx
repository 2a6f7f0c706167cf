/** A QR code as a picture of our own making: no request leaves, the secret in it stays here. */
import { qrMatrix } from './qr-matrix.ts';

/** Light modules around it that readers need (ISO/IEC 18004 §5.3.8). */
const QUIET = 4;

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const matrix = qrMatrix(text);
  if (matrix === undefined) return null;
  const size = matrix.length + 2 * QUIET;
  const dark = matrix.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
