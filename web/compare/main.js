import Map from 'ol/Map.js';
import { element } from '../common/dom.js';
import { readData } from '../common/data.js';
import './compare.css';

const comparison = readData('comparison');
const app = document.getElementById('app');
app.append(element('h1', {}, comparison.title));
new Map({ target: app });
