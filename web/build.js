// Bundles the scripts of the pages: NAME/main.js becomes OUT/NAME/main.js and main.css. Used: node build.js OUT
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2]);

/** The licences of the libraries in a bundle: they ask to go with every copy. */
async function licences(/** @type {string[]} */ inputs) {
  const packages = inputs.map((file) => file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
  const texts = [...new Set(packages)].filter(Boolean).sort().map(async (name) => {
    const folder = path.join(web, 'node_modules', name);
    const file = (await readdir(folder)).find((f) => /^licen[cs]e/i.test(f));
    const text = file ? await readFile(path.join(folder, file), 'utf8') : '';
    return `${name}\n${text.trim().replaceAll('*/', '* /')}`;
  });
  return (await Promise.all(texts)).join('\n\n');
}

/** One page's script and style. */
async function bundle(/** @type {string} */ name) {
  const result = await build({
    entryPoints: [path.join(web, name, 'main.js')],
    outdir: path.join(out, name),
    absWorkingDir: web,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const of = (/** @type {string} */ end) => result.outputFiles.find((f) => f.path.endsWith(end));
  const script = Object.keys(result.metafile.outputs).find((f) => f.endsWith('.js'));
  const used = Object.entries(result.metafile.outputs[script].inputs).filter(([, i]) => i.bytesInOutput > 0);
  const notice = await licences(used.map(([file]) => file));
  await mkdir(path.join(out, name), { recursive: true });
  await writeFile(path.join(out, name, 'main.js'), of('.js').text + (notice ? `\n/*! ${notice}\n*/\n` : ''));
  await writeFile(path.join(out, name, 'main.css'), of('.css')?.text ?? '');
}

const folders = (await readdir(web)).filter((name) => name !== 'node_modules' && existsSync(path.join(web, name, 'main.js')));
try {
  await Promise.all(folders.map(bundle));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
