/** What mail programs write before the subject of a reply or a forwarded message, in the languages they speak. */

/** English, German, Dutch, Scandinavian, Finnish, Italian, Portuguese, Polish, Turkish, Hungarian, Greek, Russian, Chinese, Japanese, Hebrew. */
const replies = new Set(
  're aw antw antwort sv vs rif res odp ynt vá απ отв ответ 回复 回覆 返信 תגובה'.split(' '),
);
/** The same, French and Spanish. 'VS' is a reply in Finnish, forwarded in Swedish; it counts as a reply. */
const forwards = new Set(
  'fw fwd wg doorst vl enc tr rv i̇lt ilt továbbítás πρθ пер пересл 转发 轉寄 転送 הועבר'.split(' '),
);

/** The word before the first colon ('Re[2]:' and 'RE：' too), in lower case; undefined where there is none so short. */
function prefixOf(text: string): string | undefined {
  const match = /^\s*([\p{L}\p{M}]{1,12})(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：]/u.exec(
    text.slice(0, 60),
  );
  return match?.[1]?.toLowerCase();
}

/** Which of the two the text begins like. */
export function replyKindOf(text: string): 'reply' | 'forward' | undefined {
  const word = prefixOf(text);
  if (word === undefined) return undefined;
  if (replies.has(word)) return 'reply';
  return forwards.has(word) ? 'forward' : undefined;
}

export const startsLikeReply = (text: string): boolean => replyKindOf(text) !== undefined;
