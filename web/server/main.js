import { element } from '../common/dom.js';
import { ask, Refusal, signIn } from './api.js';
import { MapForm } from './form.js';
import { Jobs } from './jobs.js';
import { modelCards } from './models.js';
import './server.css';

const BETWEEN = 1000;

const status = element('p', { role: 'status', class: 'status' });
const cards = element('div', { class: 'models' });
const form = new MapForm(submit);
const jobs = new Jobs(show, end);
const viewer = element('section', { hidden: true, 'aria-label': 'The map over its scene', tabindex: -1 });
const secret = element('input', { type: 'password', id: 'token', autocomplete: 'off', required: true });
const gate = element(
  'form',
  { class: 'form', hidden: true, onsubmit: enter },
  element('div', { class: 'field' }, element('label', { for: 'token' }, 'Token'), secret),
  element('button', { type: 'submit', class: 'main' }, 'Sign in'),
);
const inside = [
  section('Models', cards),
  section('A new map', form.view),
  section('Jobs', jobs.view),
  viewer,
];
document.getElementById('app').append(gate, status, ...inside);

function section(/** @type {string} */ title, /** @type {Node} */ content) {
  return element('section', {}, element('h2', {}, title), content);
}

function tell(/** @type {string} */ text) {
  status.textContent = text;
}

/** Asks for a token where the server wants one; says anything else that is wrong. */
function fail(/** @type {any} */ error) {
  const isClosed = error instanceof Refusal && error.status === 401;
  gate.hidden = !isClosed;
  inside.forEach((part) => part !== viewer && (part.hidden = isClosed));
  tell(isClosed ? 'This server wants a token.' : error.message);
  return isClosed;
}

async function enter(/** @type {Event} */ event) {
  event.preventDefault();
  try {
    await signIn(secret.value);
    gate.hidden = true;
    inside.forEach((part) => part !== viewer && (part.hidden = false));
    tell('');
    follow();
  } catch (error) {
    fail(error);
  }
}

async function submit(/** @type {any} */ request, /** @type {File|null} */ file) {
  try {
    if (file) {
      tell(`Sending ${file.name} …`);
      request.inputs.scene = (await ask('uploads', { method: 'POST', body: file })).scene;
    }
    await ask('processes/classify/execution', {
      method: 'POST',
      headers: { Prefer: 'respond-async', 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
    tell('The job is accepted.');
    await drawJobs();
  } catch (error) {
    fail(error);
  }
}

async function end(/** @type {any} */ job) {
  try {
    await ask(`jobs/${job.jobID}`, { method: 'DELETE' });
    tell(`The job on ${job.scene} is removed.`);
    await drawJobs();
  } catch (error) {
    fail(error);
  }
}

function show(/** @type {any} */ job) {
  const address = `jobs/${job.jobID}/view/`;
  viewer.replaceChildren(
    element('h2', {}, `${job.scene}, by ${job.model}`),
    element('p', {}, element('a', { href: address, target: '_blank', rel: 'noopener' }, 'Open in a window of its own')),
    element('iframe', { src: address, title: `The map of ${job.scene} over its scene`, class: 'viewer' }),
  );
  viewer.hidden = false;
  viewer.focus();
  viewer.scrollIntoView();
}

async function drawJobs() {
  const list = await ask('jobs?limit=50');
  jobs.draw(list.jobs.filter((job) => job.status !== 'dismissed'));
}

async function drawModels() {
  const { models } = await ask('models');
  const whole = await Promise.all(models.map((model) => ask(`models/${encodeURIComponent(model.name)}`)));
  const key = JSON.stringify(whole);
  if (cards.dataset.key !== key) {
    cards.dataset.key = key;
    cards.replaceChildren(...modelCards(whole));
  }
  const { scenes } = await ask('scenes');
  form.offer(models.filter((model) => model.status === 'serving').map((model) => model.name), scenes);
}

/** Draws again and again, while the page is looked at. */
async function follow() {
  for (let turn = 0; ; turn++) {
    try {
      if (!document.hidden) {
        await (turn % 5 === 0 ? Promise.all([drawModels(), drawJobs()]) : drawJobs());
      }
    } catch (error) {
      if (fail(error)) {
        return;
      }
    }
    await new Promise((done) => setTimeout(done, BETWEEN));
  }
}

follow();
