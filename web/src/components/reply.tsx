/** The reply that a receiver would send, word for word: the same in every language of the page. */

export function Reply({ text }: { readonly text: string }) {
  return (
    <blockquote class="said" lang="en">
      {text}
    </blockquote>
  );
}
