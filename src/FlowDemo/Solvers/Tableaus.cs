using System.Globalization;

namespace FlowDemo.Solvers;

/// <summary>
/// The explicit Runge-Kutta methods of the catalogue, as data. Update: <c>k_i = u(x + h sum_j a_ij k_j, t + c_i h),
/// x += h sum_i b_i k_i</c>.
/// </summary>
/// <remarks>Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section II.1.</remarks>
public static class Tableaus
{
    /// <summary>The plainest method of an order from 2 to 4; null for others.</summary>
    /// <param name="order">The order.</param>
    internal static RungeKutta? OfOrder(int order) => order switch
    {
        2 => Heun,
        3 => Kutta3,
        4 => Rk4,
        _ => null,
    };

    /// <summary>Euler's method, order 1: <c>x += h u(x, t)</c>. On the linear path it equals DDIM.</summary>
    public static RungeKutta Euler { get; } = new(new ButcherTableau(1, [0], [], [1]));

    /// <summary>The catalogue's line of <see cref="Euler"/>.</summary>
    internal static CatalogEntry<ISolver> EulerEntry { get; } = Entry("euler", "Follows the velocity at the start of the step.", Euler) with
    {
        Formula = "x += h u(x, t)",
        Source = "L. Euler, Institutionum calculi integralis I, 1768",
        Aliases = [("FlowMatchEulerDiscrete", "diffusers")],
        ComesFirst = true,
        Notes = "On the linear path it equals DDIM. One step sends every sample to the mean of the data.",
    };

    /// <summary>Heun's method, the explicit trapezoidal rule, order 2; evaluates u at t = 1.</summary>
    public static RungeKutta Heun { get; } = new(new ButcherTableau(2, [0, 1], [[1]], [0.5, 0.5]));

    /// <summary>The catalogue's line of <see cref="Heun"/>.</summary>
    internal static CatalogEntry<ISolver> HeunEntry { get; } = Entry(
        "heun",
        "Averages the velocities at the start of the step and at its Euler end.",
        Heun) with
    {
        Formula = "k1 = u(x, t), k2 = u(x + h k1, t + h), x += h (k1 + k2) / 2",
        Source = "K. Heun, Neue Methoden zur approximativen Integration, 1900",
        Notes = "The explicit trapezoidal rule; evaluates u at t = 1.",
        ComesFirst = true,
    };

    /// <summary>The explicit midpoint rule, order 2.</summary>
    public static RungeKutta Midpoint { get; } = new(new ButcherTableau(2, [0, 0.5], [[0.5]], [0, 1]));

    /// <summary>The catalogue's line of <see cref="Midpoint"/>.</summary>
    internal static CatalogEntry<ISolver> MidpointEntry { get; } = Entry(
        "midpoint",
        "Follows the velocity half a step ahead.",
        Midpoint) with
    {
        Formula = "k1 = u(x, t), x += h u(x + h k1 / 2, t + h / 2)",
        Source = "C. Runge, Ueber die numerische Aufloesung von Differentialgleichungen, 1895",
        Notes = "RF-Solver as released is this rule.",
        ComesFirst = true,
    };

    /// <summary>Ralston's method of order 2, with the smallest bound on its local error; its weights are the Radau rule.</summary>
    public static RungeKutta Ralston2 { get; } = new(new ButcherTableau(2, [0, 2.0 / 3], [[2.0 / 3]], [0.25, 0.75]));

    /// <summary>The catalogue's line of <see cref="Ralston2"/>.</summary>
    internal static CatalogEntry<ISolver> Ralston2Entry { get; } = Entry(
        "ralston2",
        "The second-order method with the smallest bound on its local error.",
        Ralston2) with
    {
        Formula = "k1 = u(x, t), k2 = u(x + 2h/3 k1, t + 2h/3), x += h (k1 + 3 k2) / 4",
        Source = "A. Ralston, Runge-Kutta Methods with Minimum Error Bounds, 1962",
        Notes = "Integrates t^2 exactly: its weights are the Radau rule.",
    };

    /// <summary>Ralston's method of order 3; does not evaluate u at t = 1.</summary>
    public static RungeKutta Ralston3 { get; } = new(
        new ButcherTableau(3, [0, 0.5, 0.75], [[0.5], [0, 0.75]], [2.0 / 9, 1.0 / 3, 4.0 / 9]));

    /// <summary>The catalogue's line of <see cref="Ralston3"/>.</summary>
    internal static CatalogEntry<ISolver> Ralston3Entry { get; } = Entry(
        "ralston3",
        "The third-order method with the smallest bound on its local error.",
        Ralston3) with
    {
        Formula = "c = (0, 1/2, 3/4), x += h (2 k1 + 3 k2 + 4 k3) / 9",
        Source = "A. Ralston, Runge-Kutta Methods with Minimum Error Bounds, 1962",
        Notes = "The third-order method of the Bogacki-Shampine pair.",
    };

    /// <summary>Heun's method of order 3; does not evaluate u at t = 1.</summary>
    public static RungeKutta Heun3 { get; } = new(new ButcherTableau(3, [0, 1.0 / 3, 2.0 / 3], [[1.0 / 3], [0, 2.0 / 3]], [0.25, 0, 0.75]));

    /// <summary>The catalogue's line of <see cref="Heun3"/>.</summary>
    internal static CatalogEntry<ISolver> Heun3Entry { get; } = Entry("heun3", "Heun's third-order method.", Heun3) with
    {
        Formula = "c = (0, 1/3, 2/3), x += h (k1 + 3 k3) / 4",
        Source = "K. Heun, Neue Methoden zur approximativen Integration, 1900",
        Notes = "torchdiffeq's heun3.",
    };

    /// <summary>Kutta's method of order 3, with the weights of Simpson's rule; evaluates u at t = 1.</summary>
    public static RungeKutta Kutta3 { get; } = new(new ButcherTableau(3, [0, 0.5, 1], [[0.5], [-1, 2]], [1.0 / 6, 2.0 / 3, 1.0 / 6]));

    /// <summary>The catalogue's line of <see cref="Kutta3"/>.</summary>
    internal static CatalogEntry<ISolver> Kutta3Entry { get; } = Entry("kutta3", "Kutta's third-order method.", Kutta3) with
    {
        Formula = "c = (0, 1/2, 1), x += h (k1 + 4 k2 + k3) / 6",
        Source = "W. Kutta, Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen, 1901",
        Notes = "Its weights are Simpson's rule; evaluates u at t = 1.",
    };

    /// <summary>Kutta's 3/8 rule, order 4; evaluates u at t = 1.</summary>
    public static RungeKutta Rk4ThreeEighths { get; } = new(new ButcherTableau(
        4, [0, 1.0 / 3, 2.0 / 3, 1], [[1.0 / 3], [-1.0 / 3, 1], [1, -1, 1]], [0.125, 0.375, 0.375, 0.125]));

    /// <summary>The catalogue's line of <see cref="Rk4ThreeEighths"/>.</summary>
    internal static CatalogEntry<ISolver> Rk4ThreeEighthsEntry { get; } = Entry("rk4-38", "Kutta's 3/8 rule.", Rk4ThreeEighths) with
    {
        Formula = "c = (0, 1/3, 2/3, 1), x += h (k1 + 3 k2 + 3 k3 + k4) / 8",
        Source = "W. Kutta, Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen, 1901",
        Notes = "What torchdiffeq calls rk4.",
    };

    /// <summary>The classical Runge-Kutta method, order 4; evaluates u at t = 1.</summary>
    public static RungeKutta Rk4 { get; } = new(new ButcherTableau(
        4, [0, 0.5, 0.5, 1], [[0.5], [0, 0.5], [0, 0, 1]], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6]));

    /// <summary>The catalogue's line of <see cref="Rk4"/>.</summary>
    internal static CatalogEntry<ISolver> Rk4Entry { get; } = Entry("rk4", "The classical Runge-Kutta method.", Rk4) with
    {
        Formula = "x += h (k1 + 2 k2 + 2 k3 + k4) / 6",
        Source = "W. Kutta, Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen, 1901",
        Notes = "Not torchdiffeq's rk4, which is Kutta's 3/8 rule.",
        ComesFirst = true,
    };

    /// <summary>The twelve-stage method of order 8 behind DOP853: what the reference is solved with.</summary>
    /// <remarks>
    /// Prince and Dormand, High Order Embedded Runge-Kutta Formulae, 1981; coefficients as in Hairer, Norsett, Wanner, section II.5.
    /// </remarks>
    internal static RungeKutta Dop853 { get; } = new(new ButcherTableau(
        8,
        [
            0, 0.0526001519587677318785587544488, 0.0789002279381515978178381316732, 0.118350341907227396726757197510,
            0.281649658092772603273242802490, 1.0 / 3, 0.25, 4.0 / 13, 0.651282051282051282051282051282, 0.6, 6.0 / 7, 1,
        ],
        [
            [0.0526001519587677318785587544488],
            [0.0197250569845378994544595329183, 0.0591751709536136983633785987549],
            [0.0295875854768068491816892993775, 0, 0.0887627564304205475450678981324],
            [0.241365134159266685502369798665, 0, -0.884549479328286085344864962717, 0.924834003261792003115737966543],
            [0.037037037037037037037037037037, 0, 0, 0.170828608729473871279604482173, 0.125467687566822425016691814123],
            [0.037109375, 0, 0, 0.170252211019544039314978060272, 0.0602165389804559606850219397283, -0.017578125],
            [
                0.0370920001185047927108779319836, 0, 0, 0.170383925712239993810214054705, 0.107262030446373284651809199168,
                -0.0153194377486244017527936158236, 0.00827378916381402288758473766002,
            ],
            [
                0.624110958716075717114429577812, 0, 0, -3.36089262944694129406857109825, -0.868219346841726006818189891453,
                27.5920996994467083049415600797, 20.1540675504778934086186788979, -43.4898841810699588477366255144,
            ],
            [
                0.477662536438264365890433908527, 0, 0, -2.48811461997166764192642586468, -0.590290826836842996371446475743,
                21.2300514481811942347288949897, 15.2792336328824235832596922938, -33.2882109689848629194453265587,
                -0.0203312017085086261358222928593,
            ],
            [
                -0.93714243008598732571704021658, 0, 0, 5.18637242884406370830023853209, 1.09143734899672957818500254654,
                -8.14978701074692612513997267357, -18.5200656599969598641566180701, 22.7394870993505042818970056734,
                2.49360555267965238987089396762, -3.0467644718982195003823669022,
            ],
            [
                2.27331014751653820792359768449, 0, 0, -10.5344954667372501984066689879, -2.00087205822486249909675718444,
                -17.9589318631187989172765950534, 27.9488845294199600508499808837, -2.85899827713502369474065508674,
                -8.87285693353062954433549289258, 12.3605671757943030647266201528, 0.643392746015763530355970484046,
            ],
        ],
        [
            0.0542937341165687622380535766363, 0, 0, 0, 0, 4.45031289275240888144113950566, 1.89151789931450038304281599044,
            -5.8012039600105847814672114227, 0.31116436695781989440891606237, -0.152160949662516078556178806805,
            0.201365400804030348374776537501, 0.0447106157277725905176885569043,
        ]));

    /// <summary>An entry that takes order and cost from the tableau.</summary>
    private static CatalogEntry<ISolver> Entry(string id, string summary, RungeKutta method)
    {
        int stages = method.Tableau.Weights.Length;
        return new CatalogEntry<ISolver>(id, summary, _ => method)
        {
            Convergence = new ConvergenceOrder(method.Tableau.Order),
            Cost = stages == 1 ? "N" : string.Create(CultureInfo.InvariantCulture, $"{stages}N"),
        };
    }
}
