/** For how long a merge can be undone; the database refuses later ones as well. */
export const undoDays = 30;
