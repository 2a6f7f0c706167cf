/** What a message was judged as and, where it was made of an HTML file, where its findings stand: added to its words. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { MailProfile } from '../../findings/message-check.ts';
import type { Place } from '../../wire/mail-view/index.ts';
import type { MessageFindingView, MessageView } from './view.ts';

/** The profile stands before the counts; places of a template name the file. */
export function withJudgedAs(view: MessageView, profile: MailProfile, texts: Catalogue): MessageView {
  const inFile = (finding: MessageFindingView): MessageFindingView => {
    const { place } = finding;
    return place?.file === undefined ? finding : { ...finding, where: sayFile(place, texts) };
  };
  return {
    ...view,
    counts: [texts.ui(`check.judgedAs.${profile}`), view.counts].join(' · '),
    failed: view.failed.map(inFile),
    unknown: view.unknown.map(inFile),
    passed: view.passed.map(inFile),
  };
}

function sayFile({ file, header, line, column }: Place, texts: Catalogue): string {
  return texts.ui(header === undefined ? 'check.place.file' : 'check.place.option', {
    file,
    header,
    line,
    column,
  });
}
