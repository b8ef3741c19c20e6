import { init, Z3_lbool } from "z3-solver";

export type Answer = "sat" | "unsat" | "timeout";

/** Asks Z3 whether a formula can be true, and with what. */
export type Solve = (formula: string) => Promise<{ readonly answer: Answer; readonly witness: string }>;

export async function solver(milliseconds: number): Promise<Solve> {
  const { Z3 } = await init();
  return async (formula) => {
    const configuration = Z3.mk_config();
    const context = Z3.mk_context(configuration);
    Z3.del_config(configuration);
    const one = Z3.mk_solver(context);
    Z3.solver_inc_ref(context, one);
    const options = Z3.mk_params(context);
    Z3.params_inc_ref(context, options);
    try {
      Z3.params_set_uint(context, options, Z3.mk_string_symbol(context, "timeout"), milliseconds);
      Z3.solver_set_params(context, one, options);
      // The text is read before this returns; what evaluates a text later would find it overwritten.
      Z3.solver_from_string(context, one, formula);
      const answer = await Z3.solver_check(context, one);
      if (answer === Z3_lbool.Z3_L_FALSE) return { answer: "unsat", witness: "" };
      if (answer !== Z3_lbool.Z3_L_TRUE) return { answer: "timeout", witness: "" };
      return { answer: "sat", witness: Z3.model_to_string(context, Z3.solver_get_model(context, one)) };
    } finally {
      Z3.params_dec_ref(context, options);
      Z3.solver_dec_ref(context, one);
      Z3.del_context(context);
    }
  };
}
