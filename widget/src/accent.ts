/** Returns the rules that paint the chat in a colour of the host's, with text on it that can be read. */
export function accentRules(color: string): string {
  const rgb = parts(color);
  if (!rgb) return "";
  const ink = luminance(rgb) > 0.18 ? "#14171a" : "#fff";
  return `:host{--fill:rgb(${rgb.join(" ")});--on-fill:${ink}}`;
}

function parts(color: string): number[] | undefined {
  if (!CSS.supports("color", color)) return undefined;
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) return undefined;
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

/** Relative luminance as WCAG defines it. Above 0.18 dark text has the better contrast. */
function luminance(rgb: number[]): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
