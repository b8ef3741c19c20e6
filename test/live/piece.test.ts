import { piece, unreadText } from "../../src/live/piece";

const CANARY = "canary-value-that-nobody-may-see";
const failing =
  (name: string, message: string, more: object = { $metadata: {} }) =>
  () =>
    Promise.reject(Object.assign(new Error(message), { name, ...more }));

test("of an error its name stays, and which kind of policy denies; its text does not", async () => {
  const denied = await piece(
    "kms:GetKeyPolicy",
    "KEY",
    failing("AccessDeniedException", `${CANARY} with an explicit deny in a service control policy ${CANARY}`),
  );
  expect(denied).toEqual({
    unread: {
      action: "kms:GetKeyPolicy",
      resource: "KEY",
      error: "AccessDeniedException",
      isDenied: true,
      by: "service control policy",
    },
  });
  expect("unread" in denied && unreadText(denied.unread)).toBe(
    "it was not read: kms:GetKeyPolicy on KEY is denied to the caller, by service control policy",
  );
});

test.each([
  ["an answer of AWS", "ValidationException", { $metadata: {} }],
  ["a lost connection", "Error", { code: "ECONNREFUSED" }],
  ["missing credentials", "CredentialsProviderError", {}],
])("%s is unread, and no denial", async (_, name, more) => {
  const found = await piece("a:b", "R", failing(name, CANARY, more));
  expect(found).toEqual({ unread: { action: "a:b", resource: "R", error: name, isDenied: false } });
});

test("a fault of this program is none of AWS's", async () => {
  await expect(piece("a:b", "R", failing("TypeError", "x is not a function", {}))).rejects.toThrow("x is not");
});
