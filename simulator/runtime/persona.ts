/** Somebody whose phone one can hold. */
export interface Persona {
  openid: string;
  name: string;
  role: string;
  /** What one can try with this person. */
  note: string;
  /** Where the phone stands, GCJ-02. */
  location: { longitude: number; latitude: number };
}
