import type { OpenApi, Operation } from './openapi.js';

/** What the page may load: nothing, and its own style. */
export const docsPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d232b; background: #fff }
  h2 { margin-top: 2.5rem; font-size: 1.1rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere }
  .method { display: inline-block; min-width: 3.5rem; color: #00656b }
  pre { background: #f3f5f7; padding: .75rem; overflow: auto; border-radius: 6px; font-size: .85rem }
  summary { cursor: pointer; min-height: 1.75rem }
  @media (prefers-color-scheme: dark) { body { color: #e6e9ed; background: #14181d } pre { background: #1f252c } .method { color: #6fd0d5 } }
`;

/** The API in words, as one page that needs no script and loads nothing. */
export function docsPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(path, method, operation)),
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Recado API</title><style>${style}</style></head>
<body>
<h1>Recado API</h1>
<p>JSON over HTTP. Machines send <code>Authorization: Bearer …</code> (<code>recado token create</code> makes a token); browsers sign in and keep a cookie. Errors are <code>application/problem+json</code> with a stable <code>code</code>. The same in a form for programs: <a href="/api/openapi.json">openapi.json</a>.</p>
${operations.join('\n')}
</body>
</html>
`;
}

function section(path: string, method: string, operation: Operation): string {
  const { parameters, requestBody, responses } = operation;
  return `<section>
<h2><span class="method">${escapeHtml(method.toUpperCase())}</span> ${escapeHtml(path)}</h2>
<p>${escapeHtml(operation.summary)}</p>
${parameters === undefined ? '' : block('Parameters', parameters)}${requestBody === undefined ? '' : block('Body', requestBody.content)}${block('Answers', responses)}
</section>`;
}

function block(title: string, content: unknown): string {
  return `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(content, null, 2))}</pre></details>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
