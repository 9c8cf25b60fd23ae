import { element } from '../common/dom.js';
import { COLORS, lineChart } from './charts.js';
import { section } from './controls.js';
import { percent, rate } from './format.js';

/** @typedef {import('./types.js').Model} Model */

const best = (m, e) => e.epoch === m.history.bestEpoch;

const line = (m, name, color, value, ring = true) => ({ name, color, points: m.history.epochs.map((e, i) => ({ x: e.epoch, y: value(e, i), best: ring && best(m, e) })) });

function losses(/** @type {Model} */ m) {
  return lineChart('Training and validation loss', [line(m, 'training', COLORS[0], (e) => e.trainLoss, false), line(m, 'validation', COLORS[1], (e) => e.validLoss)], { x: 'Epoch' }, 'Mean loss over the labelled pixels; the ring marks the epoch that was kept.');
}

function scores(/** @type {Model} */ m) {
  const majority = { name: 'commonest class alone', color: COLORS[9], dashed: true, points: m.history.epochs.map((e) => ({ x: e.epoch, y: m.metrics.majorityAccuracy })) };
  return lineChart(
    'Scores on the validation pixels',
    [majority, line(m, 'accuracy', COLORS[0], (e) => e.accuracy), line(m, 'macro Dice', COLORS[1], (e) => e.macroDice, false), line(m, 'mean IoU', COLORS[2], (e) => e.meanIoU, false)],
    { x: 'Epoch', showY: percent },
    'An accuracy that stays near the dashed line has learned nothing but the commonest class.',
  );
}

function classes(/** @type {Model} */ m) {
  const shown = m.classes.map((c, i) => ({ c, i })).filter(({ i }) => m.metrics.classes[i].support > 0);
  return lineChart('IoU of each class', shown.map(({ c, i }) => line(m, c.name, c.color, (e, at) => m.history.classIoU[at][i], false)), { x: 'Epoch', showY: percent, yDomain: [0, 1] }, 'On the validation pixels, in the colours of the classes.');
}

function rates(/** @type {Model} */ m) {
  const search = m.rateSearch;
  const points = (values) => search.rates.map((x, i) => ({ x, y: values[i] }));
  const top = Math.max(...search.smoothed.map((v, i) => Math.max(v, i < search.rates.length / 2 ? search.losses[i] : v)));
  const lines = [
    { name: 'single steps', color: COLORS[9], dots: true, quiet: true, points: points(search.losses).filter((p) => p.y <= 1.05 * top) },
    { name: 'loss without its noise', color: COLORS[0], points: points(search.smoothed) },
  ];
  return lineChart('Search for the learning rate', lines, { x: 'Learning rate', log: true, showX: rate, mark: search.chosen ? { x: search.chosen, name: 'taken' } : undefined }, search.text.replace(' (learning_rate.svg shows it)', ''));
}

/** Curves over the epochs, and the search for the learning rate. */
export function curveSection(/** @type {Model} */ model) {
  return section('Training and validation', [], element('div', { class: 'charts' }, losses(model), scores(model), model.history.classIoU.length > 0 ? classes(model) : '', model.rateSearch ? rates(model) : ''));
}

/** How far the confidence can be trusted. */
export function reliabilitySection(/** @type {Model} */ model) {
  const c = model.metrics.calibration;
  const title = 'How far its confidence can be trusted';
  if (!c) {
    return section(title, [], element('p', { class: 'faint' }, 'The probabilities of this model were not calibrated.'));
  }
  const bins = (r) => r.bins.filter((b) => b.pixels > 0).map((b) => ({ x: b.confidence, y: b.accuracy }));
  const shown = c.test ?? c.validation;
  const part = c.test ? 'test' : 'validation';
  const chart = lineChart(
    `Reliability on the ${part} pixels`,
    [
      { name: 'honest', color: COLORS[9], dashed: true, points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] },
      { name: 'as trained', color: COLORS[0], points: bins(shown.before) },
      { name: 'calibrated', color: COLORS[1], points: bins(shown.after) },
    ],
    { x: 'Confidence', showX: (x) => `${Math.round(x * 100)} %`, showY: percent, xDomain: [0, 1], yDomain: [0, 1], square: true },
    'Of pixels with a confidence of 80 %, 80 % should be right: above the dashed line the network is too shy, below it too sure.',
  );
  const row = (name, r) => (r ? element('tr', {}, element('th', { scope: 'row', class: 'text' }, name), element('td', {}, percent(r.before.error)), element('td', {}, percent(r.after.error)), element('td', {}, r.before.loss.toFixed(3)), element('td', {}, r.after.loss.toFixed(3))) : '');
  const table = element('table', {}, element('caption', { class: 'unseen' }, 'Calibration'), element('thead', {}, element('tr', {}, ...['Part', 'Error as trained', 'Error calibrated', 'Log loss as trained', 'Log loss calibrated'].map((t) => element('th', { scope: 'col' }, t)))), element('tbody', {}, row('Validation', c.validation), row('Test', c.test)));
  return section(
    title,
    [],
    element('div', { class: 'columns' }, chart, element('div', {}, table, element('p', { class: 'faint' }, 'Error: the mean distance between confidence and accuracy (expected calibration error).'), element('p', {}, `Logits are divided by a temperature of ${Number(c.temperature.toPrecision(3))}, fitted to the validation pixels, before they become probabilities; which class is the likeliest does not change.`))),
  );
}
