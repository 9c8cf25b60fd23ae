import { element } from '../common/dom.js';
import { percent, whole } from './format.js';
import { choice, section, swatch } from './controls.js';

const NO_CLASS = 255;
const [RIGHT, WRONG, BLANK] = [[138, 190, 224], [205, 38, 38], [242, 242, 240]];
const VIEWS = ['Image', 'Truth', 'Answer', 'Difference'];

/** Unpacks the planes of a chip: grey values of a PNG, one plane below the other. */
async function unpack(/** @type {import('./types.js').Chip} */ chip) {
  const picture = new Image();
  picture.src = `data:image/png;base64,${chip.planes}`;
  await picture.decode();
  const canvas = element('canvas', { width: picture.naturalWidth, height: picture.naturalHeight });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]);
}

const rgb = (/** @type {string} */ hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Draws one view of a chip into a canvas. */
function draw(canvas, view, chip, planes, bandCount, shown, colors) {
  const pixels = chip.height * chip.width;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const image = context.createImageData(chip.width, chip.height);
  const plane = (p, i) => planes[p * pixels + i];
  for (let i = 0; i < pixels; i++) {
    const [truth, answer] = [plane(bandCount, i), plane(bandCount + 1, i)];
    const bands = shown.map((b) => plane(b, i));
    const empty = bands.some((v) => v === 0);
    const pale = 150 + Math.round((bands[0] + bands[1] + bands[2]) / 7.7);
    let color = empty ? [255, 255, 255] : bands;
    if (view === 'Truth') {
      color = truth === NO_CLASS ? BLANK : colors[truth];
    } else if (view === 'Answer') {
      color = answer === NO_CLASS ? BLANK : colors[answer];
    } else if (view === 'Difference') {
      color = truth === NO_CLASS ? [pale, pale, pale] : truth === answer ? RIGHT : WRONG;
    }
    image.data.set([...color, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
}

/** The four views of a chip, redrawn for other bands; they tell what lies under the pointer. */
function views(chip, planes, model, shown) {
  const colors = model.classes.map((c) => rgb(c.color));
  const bandCount = model.chips.bands.length;
  const canvases = VIEWS.map((view) => element('canvas', { width: chip.width, height: chip.height, role: 'img', 'aria-label': `${view} of chip ${chip.name}` }));
  const readout = element('output', { class: 'readout' }, '\u00a0');
  const name = (index) => (index === NO_CLASS ? 'no label' : model.classes[index]?.name);
  const tell = (event) => {
    const box = event.target.getBoundingClientRect();
    const column = Math.min(chip.width - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * chip.width)));
    const row = Math.min(chip.height - 1, Math.max(0, Math.floor(((event.clientY - box.top) / box.height) * chip.height)));
    const at = (plane) => planes[(plane * chip.height + row) * chip.width + column];
    readout.textContent = `Row ${row * chip.step}, column ${column * chip.step}: truth ${name(at(bandCount))}, answer ${name(at(bandCount + 1))}`;
  };
  canvases.forEach((canvas) => {
    canvas.addEventListener('pointermove', tell);
    canvas.addEventListener('pointerleave', () => (readout.textContent = '\u00a0'));
  });
  const redraw = () => canvases.forEach((canvas, v) => draw(canvas, VIEWS[v], chip, planes, bandCount, shown(), colors));
  redraw();
  const panels = element('div', { class: 'views' }, ...canvases.map((canvas, v) => element('div', { class: 'view' }, canvas, element('span', {}, VIEWS[v]))));
  return { nodes: [panels, readout], redraw };
}

function figure(chip, rank, planes, model, shown) {
  const { nodes, redraw } = views(chip, planes, model, shown);
  const large = () => {
    const dialog = element('dialog', { class: 'large', 'aria-label': `Chip ${chip.name}`, onclose: () => dialog.remove() });
    const close = element('button', { type: 'button', onclick: () => dialog.close() }, 'Close');
    dialog.append(element('div', { class: 'head' }, element('h3', {}, `Chip ${chip.name}`), close), ...views(chip, planes, model, shown).nodes);
    document.body.append(dialog);
    dialog.showModal();
  };
  const caption = element('figcaption', {}, element('b', {}, `${rank}. ${percent(chip.accuracy)} right`), ` of ${whole(chip.pixels)} labelled px · chip ${chip.name} `, element('button', { type: 'button', class: 'link', onclick: large, 'aria-label': `Enlarge chip ${chip.name}` }, 'enlarge'));
  return { node: element('figure', { class: 'chip' }, nodes[0], caption, nodes[1]), redraw };
}

function legend(model) {
  const sign = (color, name) => swatch(`rgb(${color.join(',')})`, name);
  return element('p', { class: 'legend' }, ...model.classes.map((c) => swatch(c.color, c.name)), element('span', { class: 'gap' }), sign(RIGHT, 'right'), sign(WRONG, 'wrong'), element('span', { class: 'faint' }, 'grey or blank: no label'));
}

/**
 * The chips that the network answers best and worst.
 * @param {import('./types.js').Model} model
 */
export function chipSection(model) {
  const title = 'Best and worst chips';
  const chips = model.chips;
  if (!chips) {
    return section(title, [], element('p', { class: 'faint' }, 'This package was made before chips were kept in it. Train again to see them.'));
  }
  const shown = [chips.red, chips.green, chips.blue];
  const drawn = [];
  const names = chips.bands.map((b, i) => [String(i), b.name]);
  const pick = (label, at) =>
    choice(label, names, String(shown[at]), (value) => {
      shown[at] = Number(value);
      drawn.forEach((f) => f.redraw());
    });
  const grid = element('div', { class: 'chips' });
  const size = element('input', { type: 'range', id: 'chip-size', min: 80, max: 320, value: 130, oninput: (event) => grid.style.setProperty('--side', `${event.target.value}px`) });
  const ready = Promise.all(chips.items.map(unpack)).then((planes) => {
    planes.forEach((p, i) => drawn.push(figure(chips.items[i], i + 1, p, model, () => shown)));
    grid.append(...drawn.map((f) => f.node));
    grid.dataset.ready = 'true';
  });
  ready.catch((error) => grid.append(element('p', {}, `The chips cannot be shown: ${error.message}`)));
  const thinned = Math.max(...chips.items.map((c) => c.step), 1);
  return section(
    title,
    [pick('Red', 0), pick('Green', 1), pick('Blue', 2), element('span', { class: 'control' }, element('label', { for: 'chip-size' }, 'Size'), size)],
    legend(model),
    grid,
    element(
      'p',
      { class: 'faint' },
      `Validation chips, the best answered first, the worst last; each band is stretched from its 2nd to its 98th percentile.${thinned > 1 ? ` Every ${thinned}th pixel is drawn.` : ''}${chips.leftOut > 0 ? ` ${chips.leftOut} more chips of this model are left out to keep the page small: review it alone to see them.` : ''}`,
    ),
  );
}
