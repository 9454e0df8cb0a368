/** A comment in pieces: words, and names of people between them. */
export type SaidPieces = readonly { readonly text: string; readonly isName: boolean }[];

/** The words of a comment, with the people it names marked. */
export function SaidWords({ pieces }: { readonly pieces: SaidPieces }) {
  return (
    <bdi>
      {pieces.map(({ text, isName }, at) =>
        isName ? (
          <strong key={at} className="named">
            @{text}
          </strong>
        ) : (
          text
        ),
      )}
    </bdi>
  );
}
