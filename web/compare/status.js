import { element } from '../common/dom.js';

/** The line at the bottom: scale, place and classes under the pointer. */
export class Status {
  constructor(model, layers, view) {
    Object.assign(this, { model, layers, view });
    this.place = element('span', { class: 'place' });
    this.classes = element('span', { class: 'under' }, 'Point at a map to see its classes.');
    this.scale = element('span', { class: 'scale' });
    this.notice = element('span', { class: 'notice', role: 'status' });
    this.element = element('footer', { class: 'status' }, this.scale, this.place, this.classes, this.notice);
    view.on('change:resolution', () => this.drawScale());
    this.drawScale();
  }

  /** A bar of a round length. */
  drawScale() {
    const { metres } = this.model.grid;
    const pixel = this.view.getResolution() * (metres ?? 1);
    if (!Number.isFinite(pixel)) {
      return;
    }
    const longest = 120 * pixel;
    const power = 10 ** Math.floor(Math.log10(longest));
    const length = [5, 2, 1].map((n) => n * power).find((n) => n <= longest);
    const [value, unit] = metres === null ? [length, 'px'] : length >= 1000 ? [length / 1000, 'km'] : [length, 'm'];
    const text = `${Number(value.toPrecision(3))} ${unit}`;
    this.scale.replaceChildren(element('i', { style: `width:${length / pixel}px`, 'aria-hidden': 'true' }), text);
  }

  async show(/** @type {number[] | null} */ coordinate) {
    const { height, width, transform } = this.model.grid;
    const [column, row] = coordinate ? [Math.floor(coordinate[0]), Math.floor(-coordinate[1])] : [-1, -1];
    this.asked = `${column},${row}`;
    if (column < 0 || row < 0 || column >= width || row >= height) {
      this.place.textContent = '';
      this.classes.textContent = 'Point at a map to see its classes.';
      return;
    }
    const asked = this.asked;
    const maps = this.model.maps;
    const found = await this.layers.at(maps.map((map) => map.id), column, row);
    if (this.asked !== asked) {
      return;
    }
    const [c, r] = [column + 0.5, row + 0.5];
    const digits = transform && Math.abs(transform[1]) < 0.01 ? 5 : 1;
    const xy = transform && [transform[0] + c * transform[1] + r * transform[2], transform[3] + c * transform[4] + r * transform[5]];
    this.place.textContent = xy ? `x ${xy[0].toFixed(digits)}  y ${xy[1].toFixed(digits)}` : `column ${column}, row ${row}`;
    this.classes.replaceChildren(...maps.map((map, i) => this.chip(map, this.model.classes[found[i]])));
  }

  chip(map, found) {
    const swatch = found && element('i', { class: 'swatch', style: `background:${found.color}`, 'aria-hidden': 'true' });
    return element('span', { class: 'chip' }, element('small', {}, map.title), ' ', swatch, found ? found.name : '–');
  }

  tell(/** @type {string} */ sentence) {
    this.notice.textContent = sentence;
  }
}
