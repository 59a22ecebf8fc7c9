import DOMPurify from 'dompurify';
import { Marked } from 'marked';

/** Markdown of a back end is untrusted. Whatever the parser makes of it, only these come through. */
const allowedTags =
  'p br hr h1 h2 h3 h4 h5 h6 strong em b i del s code pre blockquote ul ol li table thead tbody tr th td a'.split(
    ' ',
  );
const allowedAttributes = ['href', 'align', 'start'];
const allowedLinks = /^(?:https?:|mailto:)/i;

const marked = new Marked({
  gfm: true,
  renderer: {
    // The page's title is the first heading.
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + 1);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    // HTML is shown as what it is, so that none of it ever reaches the parser; only a line break may pass.
    html({ text, block }) {
      if (/^<br\s*\/?>$/i.test(text)) return '<br>';
      return block === true ? `<p>${escapeHtml(text)}</p>` : escapeHtml(text);
    },
    // Nothing is fetched: a picture is its description.
    image({ tokens }) {
      return escapeHtml(this.parser.parseInline(tokens, this.parser.textRenderer));
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

const purifier = DOMPurify();
purifier.addHook('afterSanitizeAttributes', (node) => {
  const address = node.getAttribute('href');
  if (node.localName === 'a' && address !== null) {
    node.setAttribute('title', address);
    node.setAttribute('rel', 'noreferrer');
  }
});

/** A document that runs and fetches nothing, to parse in. */
const inert = document.implementation.createHTMLDocument();

/** One block of Markdown as elements that can do no harm. */
export function renderMarkdown(source: string): DocumentFragment {
  const holder = inert.createElement('div');
  holder.innerHTML = marked.parse(source, { async: false });
  // In place: the tree that was judged is the tree that is shown, with no serialising in between.
  purifier.sanitize(holder, {
    ALLOWED_TAGS: ['div', ...allowedTags],
    ALLOWED_ATTR: allowedAttributes,
    ALLOWED_URI_REGEXP: allowedLinks,
    ADD_URI_SAFE_ATTR: ['align', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    IN_PLACE: true,
  });
  const fragment = document.createDocumentFragment();
  fragment.append(...holder.childNodes);
  return fragment;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
