/** A file as a writer gives it, in one piece. */
export async function written<Last>(
  pieces: AsyncGenerator<string, Last>,
): Promise<{ readonly text: string; readonly lost: Last }> {
  let text = '';
  for (;;) {
    const piece = await pieces.next();
    if (piece.done) return { text, lost: piece.value };
    text += piece.value;
  }
}
