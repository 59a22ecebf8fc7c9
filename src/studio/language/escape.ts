/**
 * A text such that Markdown shows it as it is: for names and sentences that come from a back end and stand in a report
 * of ours. They stay on one line, and become no list, heading, link, picture or HTML.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\\`*_{}[\]<>#|~&!@]/g, '\\$&')
      // What makes a list only where a line begins, and addresses that become links by themselves.
      .replace(/^(\d*)([-+=.)])/, '$1\\$2')
      .replace(/(?<=https?|ftp)(?=:\/\/)|(?<=www)(?=\.)/gi, '\\')
  );
}
