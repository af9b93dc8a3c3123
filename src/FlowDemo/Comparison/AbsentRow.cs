namespace FlowDemo.Comparison;

/// <summary>A row that there is not, although a step of the solver divides the budget.</summary>
/// <param name="Method">The method, as in <c>heun/boss</c>.</param>
/// <param name="Budget">Velocity evaluations asked for.</param>
/// <param name="Reason">What keeps the method from spending them, as a note says it.</param>
public sealed record AbsentRow(string Method, int Budget, string Reason);
