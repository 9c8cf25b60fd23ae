/**
 * What training-data/Reviewing/ModelData.cs writes into the page.
 *
 * @typedef {{ precision: ?number, recall: ?number, f1: ?number, iou: ?number, support: number, name: string, value: number }} ClassScore
 * @typedef {{ loss: number, accuracy: number, majorityAccuracy: number, macroDice: number, meanIoU: number, classes: ClassScore[], confusionMatrix: number[][] }} Part
 * @typedef {{ pixels: number, confidence: ?number, accuracy: ?number }} Bin
 * @typedef {{ loss: number, error: number, bins: Bin[] }} Reliability
 * @typedef {{ temperature: number, validation: { before: Reliability, after: Reliability }, test: ?{ before: Reliability, after: Reliability } }} Calibration
 * @typedef {{ method: string, trainChips: number, validationChips: number, testChips: number, droppedChips: number, sharedPixels: number, gapPixels: number, line: string }} Split
 * @typedef {Part & { epoch: number, test: ?Part, calibration: ?Calibration, split: Split }} Metrics
 * @typedef {{ epoch: number, trainLoss: number, validLoss: number, accuracy: number, macroDice: number, learningRate: number, meanIoU: ?number, monitored: number }} Epoch
 * @typedef {{ monitor: string, epochs: Epoch[], classIoU: number[][], bestEpoch: number }} History
 * @typedef {{ rates: number[], losses: number[], smoothed: number[], chosen: ?number, text: string }} RateSearch
 * @typedef {{ name: string, accuracy: number, pixels: number, height: number, width: number, step: number, planes: string }} Chip
 * @typedef {{ bands: { name: string, low: number, high: number }[], red: number, green: number, blue: number, leftOut: number, items: Chip[] }} Chips
 * @typedef {{ check: string, severity: string, title: string, text: string, remedy: string }} Finding
 * @typedef {{ finishedUtc: string, seconds: number, epochSeconds: number[], device: string, threads: number }} RunRecord
 * @typedef {{ name: string, value: number, color: string, trainingPixels: number }} LandCoverClass
 * @typedef {{ number: number, name: string, type: string, center: number, scale: number }} Band
 * @typedef {{ chips: number, epochs: number, bestEpoch: number, seed: number, learningRate: number, batchSize: number, device: string, segmentVersion: string }} Training
 * @typedef {{
 *   label: string, source: ?string, version: string, network: string, backbone: string, chipSize: number, cellSizeX: number, cellSizeY: number,
 *   padding: number, receptiveFieldRadius: number, stride: number, hasGlobalView: boolean, training: Training, classes: LandCoverClass[],
 *   bands: Band[], metrics: Metrics, history: History, findings: Finding[], parameters: ?{ name: string, value: string }[], notices: string[],
 *   rateSearch: ?RateSearch, chips: ?Chips, record: ?RunRecord, packageBytes: ?number
 * }} Model
 * @typedef {{ name: string, value: number, color: string, scores: (?ClassScore)[], winners: number[] }} ClassComparison
 * @typedef {{ part: 'test'|'validation', samePixels: boolean, classes: ClassComparison[] }} Comparison
 * @typedef {{ models: Model[], comparisons: Comparison[] }} Review
 */
export {};
