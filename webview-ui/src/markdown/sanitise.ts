import DOMPurify from 'dompurify';
import { Marked } from 'marked';

/** Markdown of a back end is untrusted: only these elements and attributes come through, and links only to these. */
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
    // Nothing is fetched: a picture is its description.
    image: ({ text }) => escapeHtml(text),
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

/** One block of Markdown as elements that can do no harm. */
export function renderMarkdown(source: string): DocumentFragment {
  return purifier.sanitize(marked.parse(source, { async: false }), {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOWED_URI_REGEXP: allowedLinks,
    ADD_URI_SAFE_ATTR: ['align', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
