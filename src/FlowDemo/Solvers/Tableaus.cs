namespace FlowDemo.Solvers;

/// <summary>
/// The explicit Runge-Kutta methods of the catalogue, as data. Update: <c>k_i = u(x + h sum_j a_ij k_j, t + c_i h),
/// x += h sum_i b_i k_i</c>.
/// </summary>
/// <remarks>Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section II.1.</remarks>
public static class Tableaus
{
    /// <summary>Euler's method, order 1: <c>x += h u(x, t)</c>. On the linear path it equals DDIM.</summary>
    public static RungeKutta Euler { get; } = new(new ButcherTableau(1, [0], [], [1]));

    /// <summary>Heun's method, the explicit trapezoidal rule, order 2; evaluates u at t = 1.</summary>
    public static RungeKutta Heun { get; } = new(new ButcherTableau(2, [0, 1], [[1]], [0.5, 0.5]));

    /// <summary>The explicit midpoint rule, order 2.</summary>
    public static RungeKutta Midpoint { get; } = new(new ButcherTableau(2, [0, 0.5], [[0.5]], [0, 1]));

    /// <summary>The classical Runge-Kutta method, order 4; evaluates u at t = 1.</summary>
    public static RungeKutta Rk4 { get; } = new(new ButcherTableau(
        4, [0, 0.5, 0.5, 1], [[0.5], [0, 0.5], [0, 0, 1]], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6]));
}
