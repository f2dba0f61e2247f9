/** Who is using the page, as the ID token says. */
export interface Profile {
  sub: string;
  name: string;
  email: string;
}
