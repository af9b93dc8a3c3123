using System.Collections.Immutable;

namespace FlowDemo.Solvers.Entries;

/// <summary>The classical one-step methods.</summary>
internal static class OneStepEntries
{
    /// <summary>The entries in catalogue order.</summary>
    public static ImmutableArray<CatalogEntry<ISolver>> All { get; } =
    [
        new("euler", "Follows the velocity at the start of the step.", static _ => Tableaus.Euler)
        {
            Formula = "x += h u(x, t)", Order = "1", Cost = "N",
            Source = "L. Euler, Institutionum calculi integralis I, 1768",
            Notes = "On the linear path it equals DDIM. One step sends every sample to the mean of the data.",
        },
        new("heun", "Averages the velocities at the start of the step and at its Euler end.", static _ => Tableaus.Heun)
        {
            Formula = "k1 = u(x, t), k2 = u(x + h k1, t + h), x += h (k1 + k2) / 2", Order = "2", Cost = "2N",
            Source = "K. Heun, Neue Methoden zur approximativen Integration, 1900",
            Notes = "The explicit trapezoidal rule; evaluates u at t = 1.",
        },
        new("heun-edm", "Heun's method with an Euler step at the end.", static _ => new HeunEdm())
        {
            Formula = "as heun; last step: x += h u(x, t)", Order = "2", Cost = "2N - 1",
            Source = "Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, algorithm 1",
            Notes = "What EDM, k-diffusion and diffusers call Heun. Never evaluates u at t = 1.",
        },
        new("midpoint", "Follows the velocity half a step ahead.", static _ => Tableaus.Midpoint)
        {
            Formula = "k1 = u(x, t), x += h u(x + h k1 / 2, t + h / 2)", Order = "2", Cost = "2N",
            Source = "C. Runge, Ueber die numerische Aufloesung von Differentialgleichungen, 1895",
            Notes = "RF-Solver as released is this rule.",
        },
        new("ralston2", "The second-order method with the smallest bound on its local error.", static _ => Tableaus.Ralston2)
        {
            Formula = "k1 = u(x, t), k2 = u(x + 2h/3 k1, t + 2h/3), x += h (k1 + 3 k2) / 4", Order = "2", Cost = "2N",
            Source = "A. Ralston, Runge-Kutta Methods with Minimum Error Bounds, 1962",
            Notes = "Integrates t^2 exactly: its weights are the Radau rule.",
        },
        new("ralston3", "The third-order method with the smallest bound on its local error.", static _ => Tableaus.Ralston3)
        {
            Formula = "c = (0, 1/2, 3/4), x += h (2 k1 + 3 k2 + 4 k3) / 9", Order = "3", Cost = "3N",
            Source = "A. Ralston, Runge-Kutta Methods with Minimum Error Bounds, 1962",
            Notes = "The third-order method of the Bogacki-Shampine pair.",
        },
        new("heun3", "Heun's third-order method.", static _ => Tableaus.Heun3)
        {
            Formula = "c = (0, 1/3, 2/3), x += h (k1 + 3 k3) / 4", Order = "3", Cost = "3N",
            Source = "K. Heun, Neue Methoden zur approximativen Integration, 1900",
            Notes = "torchdiffeq's heun3.",
        },
        new("kutta3", "Kutta's third-order method.", static _ => Tableaus.Kutta3)
        {
            Formula = "c = (0, 1/2, 1), x += h (k1 + 4 k2 + k3) / 6", Order = "3", Cost = "3N",
            Source = "W. Kutta, Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen, 1901",
            Notes = "Its weights are Simpson's rule; evaluates u at t = 1.",
        },
        new("rk4", "The classical Runge-Kutta method.", static _ => Tableaus.Rk4)
        {
            Formula = "x += h (k1 + 2 k2 + 2 k3 + k4) / 6", Order = "4", Cost = "4N",
            Source = "W. Kutta, Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen, 1901",
            Notes = "Not torchdiffeq's rk4, which is Kutta's 3/8 rule.",
        },
        new("rk4-38", "Kutta's 3/8 rule.", static _ => Tableaus.Rk4ThreeEighths)
        {
            Formula = "c = (0, 1/3, 2/3, 1), x += h (k1 + 3 k2 + 3 k3 + k4) / 8", Order = "4", Cost = "4N",
            Source = "W. Kutta, Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen, 1901",
            Notes = "What torchdiffeq calls rk4.",
        },
        new("taylor2", "Taylor step with the exact second derivative.", static _ => new Taylor2())
        {
            Formula = "x += h u(x, t) + h^2/2 a(x, t), a = du/dt + (du/dx) u", Order = "2", Cost = "N and N derivatives",
            Source = "Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section I.8",
            Notes = "Sees more than velocities, so it is a yardstick, no rival. Has no exact divergence.",
        },
    ];
}
