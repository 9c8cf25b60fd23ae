import { Cache } from '../common/cache.js';

/** @typedef {{ pixels: Uint8Array, width: number, height: number }} Raw a tile's numbers, row by row */

/** Finds the pixels of tiles: in the page itself, or in the scripts that lie beside it. */
export class Tiles {
  /**
   * @param {{ size: number, levels: number, embeddedFrom: number, folder: string }} layout
   * @param {Record<string, string>} embedded tiles in base64, by name
   * @param {{ height: number, width: number }} grid
   * @param {() => void} onMissing told when a file is not there
   */
  constructor(layout, embedded, grid, onMissing) {
    Object.assign(this, { layout, embedded, grid, onMissing });
    /** @type {Cache<Promise<Raw>>} */
    this.cache = new Cache(400);
    /** @type {Map<string, (text: string) => void>} */
    this.awaited = new Map();
    // The files call this.
    window.segmentTile = (key, text) => this.awaited.get(key)?.(text);
  }

  /** Rows and columns of a level. */
  shape(/** @type {number} */ level) {
    return { height: Math.ceil(this.grid.height / 2 ** level), width: Math.ceil(this.grid.width / 2 ** level) };
  }

  /**
   * The pixels of a tile.
   * @param {string} layer
   * @param {number} level 0 is the finest
   * @param {number} row
   * @param {number} column
   * @returns {Promise<Raw>}
   */
  get(layer, level, row, column) {
    return this.cache.get(`${layer}/${level}/${row}/${column}`, () => this.read(layer, level, row, column));
  }

  async read(layer, level, row, column) {
    const key = `${layer}/${level}/${row}/${column}`;
    const { size } = this.layout;
    const shape = this.shape(level);
    const width = Math.min(size, shape.width - column * size);
    const height = Math.min(size, shape.height - row * size);
    let text = this.embedded[key];
    if (text === undefined) {
      try {
        text = await this.load(key, `${this.layout.folder}/${layer}/${level}/${row}_${column}.js`);
      } catch {
        this.onMissing();
        return this.enlarge(layer, level, row, column, width, height);
      }
    }
    const pixels = await unpack(text);
    return { pixels: layer.startsWith('s') || layer === 'd' ? sum(pixels, width) : pixels, width, height };
  }

  /** Runs a script that calls segmentTile. */
  load(key, address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      this.awaited.set(key, resolve);
      script.onload = script.onerror = (event) => {
        script.remove();
        this.awaited.delete(key);
        if (event.type === 'error') {
          reject(new Error(address));
        }
      };
      script.src = address;
      document.head.append(script);
    });
  }

  /** A part of the next coarser tile, where the file of a tile is missing. */
  async enlarge(layer, level, row, column, width, height) {
    const { size } = this.layout;
    const above = await this.get(layer, level + 1, row >> 1, column >> 1);
    const [top, left] = [(row & 1) * (size / 2), (column & 1) * (size / 2)];
    const pixels = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const from = Math.min(top + (y >> 1), above.height - 1) * above.width;
      for (let x = 0; x < width; x++) {
        pixels[y * width + x] = above.pixels[from + Math.min(left + (x >> 1), above.width - 1)];
      }
    }
    return { pixels, width, height };
  }
}

async function unpack(/** @type {string} */ base64) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Measurements are stored as differences to the pixel on the left. */
function sum(/** @type {Uint8Array} */ pixels, /** @type {number} */ width) {
  for (let i = 0; i < pixels.length; i++) {
    if (i % width !== 0) {
      pixels[i] += pixels[i - 1];
    }
  }
  return pixels;
}
