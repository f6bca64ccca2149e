/** Where a text selection is within one of these, a part of a text is meant, not lines. */
const TEXT_PARTS = '[data-part]';

const LINE = '[data-line]';

const elementOf = (node: Node) => (node instanceof Element ? node : node.parentElement);

/** Whether a selection ends just before an element, as it does after a triple click on the one before. */
const endsBefore = (range: Range, element: Element) => {
  const start = document.createRange();
  start.selectNodeContents(element);
  return range.compareBoundaryPoints(Range.START_TO_END, start) <= 0;
};

/**
 * The numbers of the lines in `log` that a text selection covers, in order; empty where it's within the
 * text of one line.
 */
export const selectedLines = (log: Element, selection: Selection | null): number[] => {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  const part = elementOf(range.startContainer)?.closest(TEXT_PARTS);
  if (part?.contains(range.endContainer)) return [];
  return [...log.querySelectorAll(LINE)]
    .filter((line) => range.intersectsNode(line) && !endsBefore(range, line))
    .map((line) => Number(line.getAttribute('data-line')));
};
