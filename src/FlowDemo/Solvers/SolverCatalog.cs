namespace FlowDemo.Solvers;

/// <summary>Every solver by its id.</summary>
public static class SolverCatalog
{
    /// <summary>The catalogue, cheapest step first.</summary>
    public static Catalog<ISolver> All { get; } = new(
        "solver",
        new CatalogEntry<ISolver>("euler", "Follows the velocity at the start of the step.", static _ => Tableaus.Euler)
        {
            Formula = "x += h u(x, t)",
            Order = "1",
            Cost = "N",
            Source = "L. Euler, Institutionum calculi integralis I, 1768",
            Notes = "On the linear path it equals DDIM.",
        },
        new CatalogEntry<ISolver>("heun", "Averages the velocities at the start of the step and at its Euler end.", static _ => Tableaus.Heun)
        {
            Formula = "k1 = u(x, t), k2 = u(x + h k1, t + h), x += h (k1 + k2) / 2",
            Order = "2",
            Cost = "2N",
            Source = "K. Heun, Neue Methoden zur approximativen Integration, 1900",
            Notes = "The explicit trapezoidal rule; evaluates u at t = 1.",
        },
        new CatalogEntry<ISolver>("midpoint", "Follows the velocity half a step ahead.", static _ => Tableaus.Midpoint)
        {
            Formula = "k1 = u(x, t), x += h u(x + h k1 / 2, t + h / 2)",
            Order = "2",
            Cost = "2N",
            Source = "C. Runge, Ueber die numerische Aufloesung von Differentialgleichungen, 1895",
            Notes = "RF-Solver as released is this rule.",
        },
        new CatalogEntry<ISolver>("rk4", "The classical Runge-Kutta method.", static _ => Tableaus.Rk4)
        {
            Formula = "x += h (k1 + 2 k2 + 2 k3 + k4) / 6",
            Order = "4",
            Cost = "4N",
            Source = "W. Kutta, Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen, 1901",
            Notes = "Not torchdiffeq's rk4, which is Kutta's 3/8 rule.",
        });
}
