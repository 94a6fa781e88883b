/** What stands around every public page. */
import { html, type Html, type Part } from './html.ts';
import { type Language, WORDS } from './words.ts';

export interface PublicPage {
  readonly language: Language;
  readonly title: string;
  /** The same page in the other language. */
  readonly inOther: string;
  readonly institution: string;
  readonly body: Part;
}

export function wholePage({ language, title, inOther, institution, body }: PublicPage): Html {
  const words = WORDS[language];
  const other = language === 'lt' ? 'en' : 'lt';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${institution}</title>
        <link rel="stylesheet" href="/citizen.css" />
        <link rel="icon" href="/icon.svg" />
      </head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        <header>
          <div class="bar">
            <a class="name" href="/services?lang=${language}">${institution}</a>
            <a href="/status?lang=${language}">${words.status}</a>
            <a href="/charter?lang=${language}">${words.charter}</a>
            <a href="${inOther}" lang="${other}" hreflang="${other}">${words.other}</a>
          </div>
        </header>
        <main id="content" tabindex="-1">${body}</main>
        <footer><a href="/services?lang=${language}">${words.allServices}</a></footer>
      </body>
    </html> `;
}
