import { element } from '../common/dom.js';
import { color, dotChart, lineChart } from './charts.js';
import { choice, section, swatch, toggle } from './controls.js';
import { duration, percent, rate, size, whole } from './format.js';
import { sortableTable } from './table.js';

/** @typedef {import('./types.js').Model} Model */

const best = (/** @type {Model} */ m) => `${m.history.bestEpoch} of ${m.history.epochs.length}`;

/** The table of all models. */
export function modelTable(/** @type {Model[]} */ models, /** @type {(index: number) => void} */ open) {
  const rows = models.map((model, index) => ({ model, index }));
  const score = (title, of, note) => {
    const top = Math.max(...models.map((m) => of(m) ?? -1));
    return { title, note, sort: (r) => of(r.model) ?? null, cell: (r) => percent(of(r.model)), mark: (r) => (of(r.model) ?? -2) > top - 0.0005 && 'win' };
  };
  const has = (of) => models.some((m) => of(m) !== null && of(m) !== undefined);
  const columns = [
    { title: 'Model', text: true, sort: (r) => r.model.label, cell: (r) => name(r, open) },
    { title: 'Network', text: true, setting: true, sort: network, cell: network },
    { title: 'Bands', setting: true, sort: (r) => r.model.bands.length, cell: (r) => r.model.bands.length },
    { title: 'Chip', setting: true, sort: (r) => r.model.chipSize, cell: (r) => `${r.model.chipSize} px` },
    { title: 'Learning rate', note: 'Highest learning rate', setting: true, sort: (r) => r.model.training.learningRate, cell: (r) => rate(r.model.training.learningRate) },
    { title: 'Best epoch', sort: (r) => r.model.history.bestEpoch, cell: (r) => best(r.model) },
    score('Accuracy', (m) => m.metrics.accuracy, 'Share of the validation pixels answered rightly'),
    { title: 'Majority', note: 'The accuracy of always answering the commonest class of the validation pixels', sort: (r) => r.model.metrics.majorityAccuracy, cell: (r) => percent(r.model.metrics.majorityAccuracy), setting: true },
    score('Macro Dice', (m) => m.metrics.macroDice, 'Mean F1 of the classes, on the validation pixels'),
    score('Mean IoU', (m) => m.metrics.meanIoU, 'Mean intersection over union of the classes, on the validation pixels'),
    has((m) => m.metrics.test) && score('Test accuracy', (m) => m.metrics.test?.accuracy, 'On pixels that nothing was chosen by'),
    has((m) => m.metrics.test) && score('Test mean IoU', (m) => m.metrics.test?.meanIoU, 'On pixels that nothing was chosen by'),
    has((m) => m.record) && { title: 'Time', note: 'Of the training', sort: (r) => r.model.record?.seconds ?? null, cell: (r) => duration(r.model.record?.seconds) },
    { title: 'Device', text: true, setting: true, sort: (r) => r.model.training.device, cell: (r) => r.model.training.device },
    has((m) => m.packageBytes) && { title: 'Package', sort: (r) => r.model.packageBytes, cell: (r) => size(r.model.packageBytes) },
    { title: 'Warnings', sort: (r) => r.model.findings.length, cell: (r) => r.model.findings.length || '–' },
  ].filter(Boolean);
  const alike = columns.filter((c) => c.setting && rows.every((r) => c.cell(r) === c.cell(rows[0])));
  return section(
    'Models side by side',
    [],
    element('div', { class: 'models' }, sortableTable('Models side by side; press a title to sort', columns.filter((c) => !alike.includes(c)), rows)),
    alike.length > 0 ? element('p', {}, `Alike in all: ${alike.map((c) => `${c.title.toLowerCase()} ${c.cell(rows[0])}`).join(', ')}.`) : null,
    element('p', { class: 'faint' }, '★ the best of a column. Where nothing else is said, figures are measured on the validation pixels; majority is the accuracy that always answering the commonest class would have. Press a name to see all of a model.'),
  );
}

const network = (r) => `${r.model.network} / ${r.model.backbone}`;

function name({ model, index }, open) {
  const made = swatch(color(index), '');
  made.className = 'pick';
  made.append(element('button', { type: 'button', class: 'link', onclick: () => open(index) }, model.label));
  return made;
}

/** Each class in all models, the winner marked. */
export function classSection(/** @type {Model[]} */ models, /** @type {import('./types.js').Comparison[]} */ comparisons) {
  const state = { part: comparisons[0].part, measure: 'f1' };
  const place = element('div');
  const set = (key) => (value) => {
    state[key] = value;
    draw();
  };
  function draw() {
    const comparison = comparisons.find((c) => c.part === state.part);
    const title = state.measure === 'f1' ? 'F1 (Dice)' : 'IoU';
    const rows = comparison.classes.map((c) => ({ name: c.name, points: c.scores.flatMap((s, i) => (s && s.support > 0 && s[state.measure] !== null ? [{ x: s[state.measure], name: models[i].label, color: color(i) }] : [])) }));
    const table = element('div', {}, winnerTable(models, comparison, state.measure, title), element('p', { class: 'faint' }, note(comparison)));
    const chart = dotChart(title, rows, models.map((m, i) => ({ name: m.label, color: color(i) })), percent);
    place.className = models.length <= 3 ? 'charts' : '';
    place.replaceChildren(table, chart);
  }
  draw();
  const parts = comparisons.length > 1 ? toggle('Measured on', [['test', 'Test pixels'], ['validation', 'Validation pixels']], state.part, set('part')) : null;
  return section('Each class, model by model', [parts, toggle('Measure', [['f1', 'F1 (Dice)'], ['iou', 'IoU']], 'f1', set('measure'))], place);
}

function winnerTable(models, comparison, measure, title) {
  const columns = [
    { title: 'Class', text: true, sort: (c) => c.name, cell: (c) => swatch(c.color, c.name) },
    { title: 'Pixels', note: 'Labelled pixels of the class, most of all models', sort: pixels, cell: (c) => whole(pixels(c)) },
    ...models.map((model, i) => ({
      title: model.label,
      sort: (c) => c.scores[i]?.[measure] ?? null,
      cell: (c) => (c.scores[i]?.support > 0 ? percent(c.scores[i][measure]) : '–'),
      mark: (c) => c.winners.includes(i) && 'win',
    })),
  ];
  const won = models.map((_, i) => comparison.classes.filter((c) => c.winners.includes(i)).length);
  const made = sortableTable(`${title} of each class and model; the winner has a star`, columns, comparison.classes);
  made.querySelector('table').append(element('tfoot', {}, element('tr', { class: 'foot' }, element('th', { scope: 'row', class: 'text' }, 'Classes won'), element('td', {}), ...won.map((n) => element('td', {}, n)))));
  return made;
}

const pixels = (c) => Math.max(...c.scores.map((s) => s?.support ?? 0));

const note = (comparison) =>
  `Measured on the ${comparison.part} pixels; a tie has several stars. ` +
  (comparison.samePixels
    ? 'All models were measured on as many pixels of each class.'
    : 'The models were measured on different pixels (another split, other chips or other labels): a difference may lie there and not in the model.');

/** The curves of all models over one another: the loss, and a score that is chosen. */
export function curveSection(/** @type {Model[]} */ models) {
  const scores = [['accuracy', 'Accuracy'], ['macroDice', 'Macro Dice'], ['meanIoU', 'Mean IoU'], ...classFigures(models)];
  const state = { score: models.every((m) => m.history.epochs.every((e) => e.meanIoU !== null)) ? 'meanIoU' : 'macroDice', along: 'epoch' };
  const place = element('div', { class: 'charts' });
  const hasTimes = models.every((m) => m.record?.epochSeconds.length === m.history.epochs.length);
  const set = (key) => (value) => {
    state[key] = value;
    draw();
  };
  function draw() {
    const lines = (figure, dashed, quiet) => models.map((m, i) => ({ name: m.label, color: color(i), dashed, quiet, points: points(m, figure, state.along) }));
    const along = { x: state.along === 'epoch' ? 'Epoch' : 'Minutes', showX: state.along === 'epoch' ? undefined : (x) => x.toFixed(1) };
    place.replaceChildren(
      lineChart('Validation loss, and training loss dashed', [...lines('trainLoss', true, true), ...lines('validLoss', false, false)], along, 'The ring marks the epoch that was kept. Losses of different objectives do not compare; scores do.'),
      lineChart(`${scores.find(([key]) => key === state.score)[1]} on the validation pixels`, lines(state.score, false, false), { ...along, showY: percent }, 'Each model on its own validation pixels.'),
    );
  }
  draw();
  return section('Curves over one another', [choice('Score', scores, state.score, set('score')), hasTimes ? toggle('Along', [['epoch', 'Epochs'], ['time', 'Time']], 'epoch', set('along')) : null], place);
}

function classFigures(models) {
  const names = models.filter((m) => m.history.classIoU.length > 0).flatMap((m) => m.classes.map((c) => c.name));
  return [...new Set(names)].map((n) => [`class:${n}`, `IoU of ${n}`]);
}

function points(model, figure, along) {
  const times = model.record?.epochSeconds.reduce((all, s) => [...all, (all.at(-1) ?? 0) + s], []);
  const value = (epoch, i) => (figure.startsWith('class:') ? model.history.classIoU[i]?.[model.classes.findIndex((c) => c.name === figure.slice(6))] : epoch[figure]);
  return model.history.epochs.map((e, i) => ({ x: along === 'epoch' ? e.epoch : times[i] / 60, y: value(e, i), best: e.epoch === model.history.bestEpoch && figure !== 'trainLoss' }));
}
