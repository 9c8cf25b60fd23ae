/** What the user has chosen; listeners hear of each change. */
export class State {
  /** @param {Record<string, any>} values */
  constructor(values) {
    this.values = { ...values };
    /** @type {Map<string, ((values: any) => void)[]>} */
    this.listeners = new Map();
  }

  /** Sets values; listeners of those that changed are told once each. */
  set(/** @type {Record<string, any>} */ changes) {
    const changed = Object.keys(changes).filter((key) => this.values[key] !== changes[key]);
    Object.assign(this.values, changes);
    for (const listener of new Set(changed.flatMap((key) => this.listeners.get(key) ?? []))) {
      listener(this.values);
    }
  }

  /** Calls a listener now, and whenever one of the values changes. */
  on(/** @type {string[]} */ keys, /** @type {(values: any) => void} */ listener) {
    for (const key of keys) {
      this.listeners.set(key, [...(this.listeners.get(key) ?? []), listener]);
    }
    listener(this.values);
  }
}
