export { InvalidProgramError, type Refusal } from "../access/errors";
