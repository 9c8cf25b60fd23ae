/** Colours as a canvas holds them: 4 bytes, red first in memory. */
const opaque = 0xff000000;

/** @returns {number} */
export function color(/** @type {string} */ css, alpha = 255) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(css.slice(at, at + 2), 16));
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The colours of classes; 255 and classes that are switched off are not drawn. */
export function classColors(classes, /** @type {Set<number>} */ hidden) {
  const table = new Uint32Array(256);
  classes.forEach((c, i) => (table[i] = hidden.has(i) ? 0 : color(c.color)));
  return table;
}

/** From pale yellow to dark red, by the share of maps that differ; nothing where all agree. */
export function disagreementColors() {
  const table = new Uint32Array(256);
  const stops = [
    [255, 237, 160],
    [254, 178, 76],
    [240, 59, 32],
    [128, 0, 38],
  ];
  for (let level = 2; level < 256; level++) {
    const at = ((level - 1) / 254) * (stops.length - 1);
    const [from, to] = [stops[Math.floor(at)], stops[Math.min(stops.length - 1, Math.floor(at) + 1)]];
    const [red, green, blue] = from.map((value, i) => Math.round(value + (to[i] - value) * (at % 1)));
    const alpha = Math.min(235, 90 + level);
    table[level] = ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  return table;
}

/**
 * How levels of a band become brightness.
 * @param {number[]} counts pixels of each level; level 0 is no data
 * @param {number} tail share of the pixels at either end that is drawn black or white
 * @param {number} gamma greater is brighter
 */
export function stretch(counts, tail, gamma) {
  const all = counts.reduce((sum, count) => sum + count, 0) - counts[0];
  const [low, high] = [quantile(counts, all * tail), quantile(counts, all * (1 - tail))];
  const table = new Uint8Array(256);
  for (let level = 1; level < 256; level++) {
    const share = Math.min(1, Math.max(0, (level - low) / Math.max(1, high - low)));
    table[level] = Math.round(255 * share ** (1 / gamma));
  }
  return table;
}

/** The scene's first band in light grey, as a ground for colours. */
export function pale(/** @type {Uint8Array} */ table) {
  return Uint32Array.from(table, (value, level) => {
    const grey = 120 + Math.round(value * 0.5);
    return level === 0 ? 0 : (opaque | (grey << 16) | (grey << 8) | grey) >>> 0;
  });
}

function quantile(counts, /** @type {number} */ wanted) {
  let seen = 0;
  for (let level = 1; level < 256; level++) {
    seen += counts[level];
    if (seen > 0 && seen >= wanted) {
      return level;
    }
  }
  return 255;
}

/** Draws each pixel by a table. @returns {HTMLCanvasElement} */
export function paint(/** @type {import('./tiles.js').Raw} */ raw, /** @type {Uint32Array} */ table, /** @type {number} */ size) {
  return draw(raw, size, (out) => {
    for (let i = 0; i < out.length; i++) {
      out[i] = table[raw.pixels[i]];
    }
  });
}

/** Draws three bands; a pixel where one has no data is not drawn. @returns {HTMLCanvasElement} */
export function paintScene(/** @type {import('./tiles.js').Raw[]} */ bands, /** @type {Uint8Array[]} */ tables, /** @type {number} */ size) {
  const [red, green, blue] = bands.map((band) => band.pixels);
  return draw(bands[0], size, (out) => {
    for (let i = 0; i < out.length; i++) {
      if (red[i] && green[i] && blue[i]) {
        out[i] = (opaque | (tables[2][blue[i]] << 16) | (tables[1][green[i]] << 8) | tables[0][red[i]]) >>> 0;
      }
    }
  });
}

/** Marks the pixels that are of one class in one map and of another in the other. @returns {HTMLCanvasElement} */
export function paintMatch(first, second, /** @type {{ row: number, column: number }} */ cell, /** @type {number} */ size) {
  const mark = color('#ff00d4', 245);
  const shade = color('#101418', 150);
  return draw(first, size, (out) => {
    for (let i = 0; i < out.length; i++) {
      out[i] = first.pixels[i] === cell.row && second.pixels[i] === cell.column ? mark : shade;
    }
  });
}

function draw(raw, size, fill) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d');
  const image = context.createImageData(raw.width, raw.height);
  fill(new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
  return canvas;
}
