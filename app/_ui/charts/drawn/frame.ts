/**
 * What all drawings have in common: no room for axes, since their text is HTML around the drawing; arrows that show the values one
 * after the other; and bars and curves that stretch to the paper they are printed on.
 */
export const FRAME = {
  margin: { top: 0, right: 0, bottom: 0, left: 0 },
  accessibilityLayer: true,
  preserveAspectRatio: 'none',
}
