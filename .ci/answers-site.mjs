// usage: answers-site.mjs BASE FOLDER PORT
// Serves the responses to forms that .ci/desk-answers saved, because the checkers can only send GET: /answers/NAME is
// FOLDER/NAME.html. Everything else is proxied from BASE, so that these pages have their styles and scripts.
import fs from 'node:fs';
import http from 'node:http';

const [base, folder, port] = process.argv.slice(2);
http.createServer((asked, answer) => {
  const name = asked.url.match(/^\/answers\/([\w-]+)$/)?.[1];
  if (name) {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    fs.createReadStream(`${folder}/${name}.html`).on('error', () => { answer.statusCode = 404; answer.end(); }).pipe(answer);
    return;
  }
  const onward = http.request(base + asked.url, { headers: asked.headers }, (given) => {
    answer.writeHead(given.statusCode, given.headers);
    given.pipe(answer);
  });
  onward.on('error', () => { answer.statusCode = 502; answer.end(); });
  onward.end();
}).listen(port, '127.0.0.1');
