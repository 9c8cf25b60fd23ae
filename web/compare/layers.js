import TileLayer from 'ol/layer/Tile.js';
import Projection from 'ol/proj/Projection.js';
import ImageTile from 'ol/source/ImageTile.js';
import TileGrid from 'ol/tilegrid/TileGrid.js';
import { Cache } from '../common/cache.js';
import { classColors, disagreementColors, pale, paint, paintMatch, paintScene, stretch } from './paint.js';

/** Draws the layers of a comparison as tiles. Coordinates are columns, and rows downwards as negative numbers. */
export class Layers {
  /**
   * @param {import('./model.js').Model} model
   * @param {import('./tiles.js').Tiles} tiles
   * @param {import('./state.js').State} state
   */
  constructor(model, tiles, state) {
    Object.assign(this, { model, tiles, state });
    const { height, width, metres } = model.grid;
    this.extent = [0, -height, width, 0];
    this.projection = new Projection({
      code: 'segment-pixels',
      units: 'm',
      extent: this.extent,
      getPointResolution: (resolution) => resolution * (metres ?? 1),
    });
    const levels = model.tiles.levels;
    this.grid = new TileGrid({
      extent: this.extent,
      origin: [0, 0],
      tileSize: model.tiles.size,
      resolutions: Array.from({ length: levels }, (_, z) => 2 ** (levels - 1 - z)),
    });
    /** @type {Cache<Promise<HTMLCanvasElement>>} */
    this.painted = new Cache(240);
    this.sources = new Map();
    this.addSources();
  }

  addSources() {
    const { model, state, tiles } = this;
    const size = model.tiles.size;
    this.add('scene', ['bands', 'tail', 'gamma'], ({ bands, tail, gamma }) => {
      const tables = bands.map((band) => stretch(model.scene.bands[band].counts, tail, gamma));
      return async (...at) =>
        paintScene(await Promise.all(bands.map((band) => tiles.get(model.scene.bands[band].id, ...at))), tables, size);
    });
    this.add('ground', ['bands', 'tail', 'gamma'], ({ bands, tail, gamma }) => {
      const table = pale(stretch(model.scene.bands[bands[0]].counts, tail, gamma));
      return async (...at) => paint(await tiles.get(model.scene.bands[bands[0]].id, ...at), table, size);
    });
    for (const map of model.maps) {
      this.add(map.id, ['hidden'], ({ hidden }) => {
        const table = classColors(model.classes, hidden);
        return async (...at) => paint(await tiles.get(map.id, ...at), table, size);
      });
    }
    if (model.disagreement) {
      const table = disagreementColors();
      this.add('d', [], () => async (...at) => paint(await tiles.get('d', ...at), table, size));
    }
    this.add('match', ['match'], ({ match }) => async (...at) => {
      const [first, second] = await Promise.all([match.first, match.second].map((i) => tiles.get(model.maps[i].id, ...at)));
      return paintMatch(first, second, match, size);
    });
    state.on(['match'], ({ match }) => this.matchLayers?.forEach((layer) => layer.setVisible(match !== null)));
  }

  /** A source whose tiles are drawn anew when one of the values changes. */
  add(/** @type {string} */ id, /** @type {string[]} */ keys, prepare) {
    let draw = null;
    let version = 0;
    const levels = this.model.tiles.levels;
    const source = new ImageTile({
      projection: this.projection,
      tileGrid: this.grid,
      interpolate: false,
      wrapX: false,
      transition: 0,
      loader: (z, x, y) => this.painted.get(`${id}@${version}/${z}/${x}/${y}`, () => draw(levels - 1 - z, y, x)),
    });
    this.state.on(keys, (values) => {
      if (keys.every((key) => values[key] !== null)) {
        draw = prepare(values);
        version++;
        source.setKey(`${id}@${version}`);
      }
    });
    this.sources.set(id, source);
  }

  /**
   * The layers of one map window.
   * @param {string} id what it shows over the scene
   * @returns {TileLayer[]} the scene first, the marked pixels last
   */
  stack(id) {
    const scene = new TileLayer({ source: this.sources.get(id === 'd' ? 'ground' : 'scene'), preload: 1 });
    const match = new TileLayer({ source: this.sources.get('match'), visible: this.state.values.match !== null, zIndex: 10 });
    this.matchLayers = [...(this.matchLayers ?? []), match];
    return id === 'scene' ? [scene, match] : [scene, this.cover(id), match];
  }

  /** A map's or the disagreement's layer, as opaque as the user wants. */
  cover(/** @type {string} */ id) {
    const layer = new TileLayer({ source: this.sources.get(id), preload: 1 });
    this.state.on(['opacity'], ({ opacity }) => layer.setOpacity(opacity));
    return layer;
  }

  /** The numbers of layers at a place: a position in the list of classes for maps. */
  async at(/** @type {string[]} */ ids, /** @type {number} */ column, /** @type {number} */ row) {
    const size = this.model.tiles.size;
    const [left, top] = [Math.floor(column / size), Math.floor(row / size)];
    return Promise.all(
      ids.map(async (id) => {
        const raw = await this.tiles.get(id, 0, top, left);
        return raw.pixels[(row - top * size) * raw.width + column - left * size];
      }),
    );
  }
}
