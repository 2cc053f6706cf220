interface Props {
  feature: number
  place: number
  isChecked: boolean
  onCheck: (place: number, isRange: boolean) => void
  className?: string
}

/**
 * Selects a feature of the list; with Shift, every feature from the one before. It is the browser's own box, because there is
 * one in every row of the document; WITH_BOXES of the list has its classes.
 */
export function SelectBox({ feature, place, isChecked, onCheck, className }: Props) {
  return (
    <label data-box="" className={className}>
      <input
        type="checkbox"
        aria-label={`Select #${feature}`}
        checked={isChecked}
        onChange={() => {}}
        onClick={(event) => onCheck(place, event.shiftKey)}
      />
    </label>
  )
}
