/** Keeps the values that were asked for last. @template T */
export class Cache {
  /** @param {number} most how many values are kept */
  constructor(most) {
    this.most = most;
    /** @type {Map<string, T>} */
    this.values = new Map();
  }

  /**
   * @param {string} key
   * @param {() => T} make makes the value where it is not kept
   * @returns {T}
   */
  get(key, make) {
    const value = this.values.has(key) ? this.values.get(key) : make();
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.most) {
      this.values.delete(this.values.keys().next().value);
    }
    return value;
  }

  /** @param {string} key */
  remove(key) {
    this.values.delete(key);
  }
}
