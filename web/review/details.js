import { element } from '../common/dom.js';
import { chipSection } from './chips.js';
import { section, swatch, toggle } from './controls.js';
import { curveSection, reliabilitySection } from './curves.js';
import { decimal, digits, duration, moment, monitorName, percent, rate, size, whole } from './format.js';
import { confusion } from './matrix.js';
import { sortableTable } from './table.js';

/** @typedef {import('./types.js').Model} Model */

function card(value, title, note, gauge) {
  const made = element('div', { class: 'card' }, element('span', {}, title), element('b', {}, value), gauge ?? '', element('span', {}, note));
  return made;
}

/** A bar of a share with a mark at what is to be beaten. */
function gauge(share, mark) {
  const made = element('span', { class: 'gauge', 'aria-hidden': 'true' }, element('i'), mark === undefined ? '' : element('b'));
  made.firstChild.style.width = `${100 * share}%`;
  if (mark !== undefined) {
    made.lastChild.style.left = `${100 * mark}%`;
  }
  return made;
}

const commonest = (classes) => classes.reduce((a, b) => (b.support > a.support ? b : a)).name;

function accuracyCard(part, title) {
  const gain = 100 * (part.accuracy - part.majorityAccuracy);
  return card(percent(part.accuracy), title, `always answering '${commonest(part.classes)}': ${percent(part.majorityAccuracy)}; ${Math.abs(gain).toFixed(1)} points ${gain < 0 ? 'worse' : 'better'}`, gauge(part.accuracy, part.majorityAccuracy));
}

function cards(/** @type {Model} */ m) {
  const [x, test] = [m.metrics, m.metrics.test];
  return element(
    'div',
    { class: 'cards' },
    accuracyCard(x, 'Accuracy, validation'),
    test ? accuracyCard(test, 'Accuracy, test') : '',
    card(percent(x.macroDice), 'Macro Dice (F1)', test ? `test: ${percent(test.macroDice)}` : 'mean over the classes', gauge(x.macroDice)),
    card(percent(x.meanIoU), 'Mean IoU', test ? `test: ${percent(test.meanIoU)}` : 'mean over the classes', gauge(x.meanIoU)),
    card(String(m.history.bestEpoch), 'Best epoch', `of ${m.history.epochs.length}, by ${monitorName(m.history.monitor)}${m.record ? `; ${duration(m.record.seconds)} in all` : ''}`),
  );
}

/** Text in which backticks mark commands. */
const withCode = (text) => text.split('`').map((part, i) => (i % 2 ? element('code', {}, part) : part));

function findings(/** @type {Model} */ m) {
  const list = m.findings.map((f) => element('div', { class: `finding ${f.severity}` }, element('span', { class: 'id' }, f.check), element('b', {}, f.title), element('p', {}, f.text), f.remedy ? element('p', {}, ...withCode(f.remedy)) : ''));
  return list.length > 0 ? list : [element('div', { class: 'finding fine' }, element('b', {}, 'The doctor has no doubt about this training'), element('p', {}, 'Its loss fell, every class is answered, it beats the commonest class, and training has not seen the validation pixels.'))];
}

function split(/** @type {Model} */ m) {
  const s = m.metrics.split;
  const method = { spatial: 'Split by space', random: 'Split by lot, chip by chip', given: 'Split as the chips folder says' }[s.method];
  const rows = m.classes.map((c, i) => ({ c, training: c.trainingPixels, validation: m.metrics.classes[i].support, test: m.metrics.test?.classes[i].support }));
  const count = (title, key, note) => ({ title, note, sort: (r) => r[key], cell: (r) => whole(r[key]) });
  return section(
    'What was measured on what',
    [],
    element('p', { class: 'split-line' }, `${method}: ${s.trainChips} chips train, ${s.validationChips} validate${s.testChips ? `, ${s.testChips} test` : ''}, ${s.droppedChips} between them are left out. `, element('b', {}, s.line)),
    sortableTable(
      'Labelled pixels of each class in each part',
      [
        { title: 'Class', text: true, sort: (r) => r.c.name, cell: (r) => swatch(r.c.color, r.c.name) },
        count('Training', 'training', 'A pixel counts in every chip that it lies in'),
        count('Validation', 'validation', 'Each pixel counts once'),
        ...(m.metrics.test ? [count('Test', 'test', 'Each pixel counts once')] : []),
      ],
      rows,
    ),
    element('p', { class: 'faint' }, 'Labelled pixels. All parts come from the same scene and the same analyst: polygons drawn independently say more about the map.'),
  );
}

function classTable(/** @type {Model} */ m, part) {
  const rows = part.classes.map((s, i) => ({ s, c: m.classes[i] }));
  const bar = (share) => {
    const made = element('span', {}, percent(share), ' ', element('span', { class: 'track' }, element('i', { class: 'bar' })));
    made.querySelector('.bar').style.width = `${60 * (share ?? 0)}px`;
    return made;
  };
  const score = (title, key, note, draw = percent) => ({ title, note, sort: (r) => r.s[key], cell: (r) => draw(r.s[key]) });
  return sortableTable(
    'Scores of each class',
    [
      { title: 'Class', text: true, sort: (r) => r.c.name, cell: (r) => swatch(r.c.color, r.c.name) },
      { title: 'Value', sort: (r) => r.c.value, cell: (r) => r.c.value },
      score('Precision', 'precision', 'Of what the network calls the class, how much is'),
      score('Recall', 'recall', 'Of what is the class, how much it finds'),
      score('F1 (Dice)', 'f1', 'The harmonic mean of precision and recall', bar),
      score('IoU', 'iou', 'Intersection over union'),
      { title: 'Support', note: 'Labelled pixels of the class', sort: (r) => r.s.support, cell: (r) => `${whole(r.s.support)} px` },
    ],
    rows,
  );
}

function scoreSection(/** @type {Model} */ m) {
  const place = element('div');
  const draw = (part) => {
    const scores = part === 'test' ? m.metrics.test : m.metrics;
    place.replaceChildren(
      classTable(m, scores),
      element('p', { class: 'faint' }, `On the ${part} pixels, from summed counts; a dash where the class does not occur.${part === 'test' ? ' They were looked at once, after the best epoch was chosen.' : ''}`),
      element('h3', {}, 'Confusion matrix'),
      confusion(m.classes, scores.confusionMatrix),
    );
  };
  const first = m.metrics.test ? 'test' : 'validation';
  draw(first);
  return section('Each class', [m.metrics.test ? toggle('Measured on', [['test', 'Test pixels'], ['validation', 'Validation pixels']], first, draw) : null], place);
}

function epochs(/** @type {Model} */ m) {
  const rows = m.history.epochs.map((e, i) => ({ e, seconds: m.record?.epochSeconds[i] ?? null, classes: m.history.classIoU[i] }));
  const figure = (title, key, draw) => ({ title, sort: (r) => r.e[key], cell: (r) => draw(r.e[key]) });
  const columns = [
    figure('Epoch', 'epoch', String),
    figure('Training loss', 'trainLoss', decimal),
    figure('Validation loss', 'validLoss', decimal),
    ...(m.record ? [{ title: 'Time', sort: (r) => r.seconds, cell: (r) => duration(r.seconds) }] : []),
    figure('Accuracy', 'accuracy', percent),
    figure('Macro Dice', 'macroDice', percent),
    figure('Mean IoU', 'meanIoU', percent),
    ...(m.history.monitor.startsWith('f1:') ? [figure(monitorName(m.history.monitor), 'monitored', percent)] : []),
    figure('Learning rate', 'learningRate', rate),
    ...(m.history.classIoU.length > 0 ? m.classes.flatMap((c, i) => (m.metrics.classes[i].support > 0 ? [{ title: `IoU ${c.name}`, sort: (r) => r.classes[i], cell: (r) => percent(r.classes[i]) }] : [])) : []),
  ];
  const notes = ['The epoch that was kept is marked. Press a title to sort.'];
  if (!m.record) {
    notes.push('Times stand in the run folder (training.json), never in a package: review the run folder to see them.');
  }
  if (m.history.classIoU.length === 0) {
    notes.push('The IoU of single classes was not kept for each epoch by the version that trained this model.');
  }
  return section('Epochs', [], sortableTable('Epochs; press a title to sort', columns, rows, (r) => (r.e.epoch === m.history.bestEpoch ? 'best' : undefined)), element('p', { class: 'faint' }, notes.join(' ')));
}

const pairs = (list) => element('dl', {}, ...list.filter(([, value]) => value !== null && value !== undefined).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));

function facts(/** @type {Model} */ m) {
  const t = m.training;
  const own = pairs([
    ['Model type', m.network],
    ['Backbone', m.backbone],
    ['Version', m.version],
    ['Segment', t.segmentVersion],
    ['Chip', `${m.chipSize} px, ${digits(m.chipSize * m.cellSizeX)} map units wide`],
    ['Cell size', `${digits(m.cellSizeX)} × ${digits(m.cellSizeY)} map units`],
    ['Learning rate', rate(t.learningRate)],
    ['Batch size', String(t.batchSize)],
    ['Seed', String(t.seed)],
    ['Padding', `${m.padding} px (receptive field ±${m.receptiveFieldRadius} px, stride ${m.stride} px${m.hasGlobalView ? ', and means over the whole tile' : ''})`],
    ['Device', m.record ? `${m.record.device}, ${m.record.threads} threads` : t.device],
    ['Trained', m.record ? `${moment(m.record.finishedUtc)}, ${duration(m.record.seconds)}` : null],
    ['Package', m.packageBytes ? size(m.packageBytes) : null],
    ['Read from', m.source],
  ]);
  const given = m.parameters ? pairs(m.parameters.map((p) => [p.name, p.value])) : element('p', { class: 'faint' }, 'The parameters were not kept by the version that trained this model.');
  return section('Model and parameters', [], element('div', { class: 'columns' }, own, given));
}

function bands(/** @type {Model} */ m) {
  return section(
    'Bands',
    [],
    sortableTable(
      'Bands that the network reads',
      [
        { title: 'Band', sort: (b) => b.number, cell: (b) => b.number },
        { title: 'Name', text: true, sort: (b) => b.name, cell: (b) => b.name },
        { title: 'Type', text: true, cell: (b) => b.type },
        { title: 'Centre', sort: (b) => b.center, cell: (b) => digits(b.center) },
        { title: 'Scale', sort: (b) => b.scale, cell: (b) => digits(b.scale) },
      ],
      m.bands,
    ),
    element('p', { class: 'faint' }, 'The network sees (sample − centre) / scale; the graph in the package does this itself.'),
  );
}

/** All of one model. */
export function details(/** @type {Model} */ model) {
  return element(
    'div',
    {},
    cards(model),
    ...findings(model),
    curveSection(model),
    scoreSection(model),
    chipSection(model),
    split(model),
    reliabilitySection(model),
    epochs(model),
    facts(model),
    bands(model),
    model.notices.length > 0 ? section('What was said while training', [], element('ul', {}, ...model.notices.map((n) => element('li', {}, n)))) : '',
  );
}
