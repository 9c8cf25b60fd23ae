/**
 * Makes a test out of what a person typed over a column.
 * @param {string} text words; over numbers also `>80`, `<=5`, `10..20`, `16`
 * @param {boolean} isNumber whether the column holds numbers
 * @returns {((cell: any[]) => boolean)|null} tests a cell; null lets all pass
 */
export function filterOf(text, isNumber) {
  const words = text.trim().toLowerCase();
  if (words === '') {
    return null;
  }

  const range = words.match(/^(-?[\d.]+)\s*(?:\.\.|–)\s*(-?[\d.]+)$/);
  const bound = words.match(/^(<=|>=|<|>|=)?\s*(-?[\d.]+)$/);
  if (isNumber && range) {
    const [least, most] = [Number(range[1]), Number(range[2])];
    return ([value]) => value >= least && value <= most;
  }

  if (isNumber && bound) {
    const limit = Number(bound[2]);
    const tests = {
      '<': (v) => v < limit,
      '<=': (v) => v <= limit,
      '>': (v) => v > limit,
      '>=': (v) => v >= limit,
    };
    const test = tests[bound[1]];
    return test ? ([value]) => value !== undefined && test(value) : (cell) => cell[0] === limit || textOf(cell).startsWith(bound[2]);
  }

  return (cell) => textOf(cell).toLowerCase().includes(words);
}

/** What a person reads in a cell. */
export function textOf(/** @type {any[]} */ cell) {
  return cell.length === 0 ? '' : String(cell[cell.length - 1]);
}

/** Orders cells: numbers by size, texts by letters and the numbers in them; empty ones come last either way. */
export function compareCells(/** @type {any[]} */ a, /** @type {any[]} */ b, /** @type {number} */ direction) {
  if (a.length === 0 || b.length === 0) {
    return b.length - a.length;
  }

  const order = typeof a[0] === 'number' && typeof b[0] === 'number' ? a[0] - b[0] : letters.compare(String(a[0]), String(b[0]));
  return order * direction;
}

const letters = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
