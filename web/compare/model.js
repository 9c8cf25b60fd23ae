/** What a page compares: the figures that the program wrote, and the questions that the page asks of them. */
export class Model {
  /** @param {any} data ComparisonData */
  constructor(data) {
    Object.assign(this, data);
    this.data = data;
    this.hasAreas = data.maps.every((map) => map.hectares !== null);
    /** How many pixels two maps share by class, row by row. */
    this.pairs = new Map(data.pairs.map((pair) => [`${pair.first}-${pair.second}`, pair.cells]));
  }

  /** What can be looked at: the scene, each map, the reference, and where the maps differ. */
  get views() {
    const maps = this.data.maps.map((map, index) => ({
      id: map.id,
      kind: 'map',
      index,
      title: map.title,
      note: map.isReference ? 'what the maps are held against' : map.note,
    }));
    const scene = { id: 'scene', kind: 'scene', title: 'Scene', note: this.data.scene.title };
    const differing = { id: 'd', kind: 'disagreement', title: 'Disagreement', note: 'where the maps differ' };
    return [scene, ...maps, ...(this.data.disagreement ? [differing] : [])];
  }

  /**
   * The pixels that two maps share, by class.
   * @param {number} first whose classes are the rows
   * @param {number} second whose classes are the columns
   * @returns {number[][]}
   */
  matrix(first, second) {
    const size = this.data.classes.length;
    const rows = Array.from({ length: size }, () => new Array(size).fill(0));
    const turned = first > second;
    const cells = this.pairs.get(turned ? `${second}-${first}` : `${first}-${second}`) ?? [];
    for (let i = 0; i < cells.length; i += 3) {
      const [row, column] = turned ? [cells[i + 1], cells[i]] : [cells[i], cells[i + 1]];
      rows[row][column] = cells[i + 2];
    }
    return rows;
  }

  /** Classes that any map or the reference shows, by position. */
  get shownClasses() {
    return this.data.classes.map((_, i) => i).filter((i) => this.data.maps.some((map) => map.pixels[i] > 0));
  }

  /** @returns {string} an area in hectares, or a number of pixels where pixels have no area */
  area(/** @type {number} */ pixels, map = this.data.maps[0]) {
    return this.hasAreas ? hectares(pixels * map.hectares) : whole(pixels);
  }

  get unit() {
    return this.hasAreas ? 'ha' : 'px';
  }
}

/** @returns {string} */
export function whole(/** @type {number} */ value) {
  return Math.round(value).toLocaleString('en-US');
}

/** @returns {string} */
export function hectares(/** @type {number} */ value) {
  const digits = value !== 0 && Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** @returns {string} */
export function percent(/** @type {number} */ part, /** @type {number} */ all) {
  return all > 0 ? `${((100 * part) / all).toFixed(1)} %` : '–';
}
