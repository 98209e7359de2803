"""The solvers, loaded by the dotted paths of `backcast.engine.week.solver.SOLVERS`."""
