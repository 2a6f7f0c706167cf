export function VariantsPage() {
  return null;
}
