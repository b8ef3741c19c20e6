import { measureImport } from "./measure-import";

measureImport([]);
