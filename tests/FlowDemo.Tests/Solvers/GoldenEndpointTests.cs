namespace FlowDemo.Tests.Solvers;

/// <summary>End points of the four modes from (0.7, -0.4) and (-1.2, 0.9), computed independently of this program.</summary>
public sealed class GoldenEndpointTests
{
    [Theory]
    [InlineData("euler", .5431806708, -1.2233748444, -1.2710055139, .2326888614)]
    [InlineData("ddim", .5431806708, -1.2233748444, -1.2710055139, .2326888614)]
    [InlineData("heun", .6597249711, -1.3016766225, -1.4268504360, .4564225308)]
    [InlineData("heun-edm", .6432409914, -1.3133075866, -1.3812568531, .4000219390)]
    [InlineData("midpoint", .6597960697, -1.3034637308, -1.4179474194, .4650700041)]
    [InlineData("rf", .6597960697, -1.3034637308, -1.4179474194, .4650700041)]
    [InlineData("ralston2", .6603025569, -1.3026147460, -1.4214122620, .4627632828)]
    [InlineData("kutta3", .6548285134, -1.2944389611, -1.4142871146, .4590491852)]
    [InlineData("rk4", .6555102239, -1.2964216904, -1.4149710270, .4541434700)]
    [InlineData("taylor2", .6557525470, -1.3090882949, -1.4042634356, .4684367221)]
    [InlineData("fireflow", .6658274847, -1.3137960611, -1.4284106986, .4660224324)]
    [InlineData("pseudo", .6673931012, -1.3099136721, -1.4382836205, .4707962348)]
    [InlineData("ab2", .6493472460, -1.3196017804, -1.3918458350, .4158760999)]
    [InlineData("ab3", .6300381154, -1.2750006156, -1.3950104706, .3587343365)]
    [InlineData("ab4", .5909189718, -1.1903156051, -1.3992697762, .2939875988)]
    [InlineData("ipndm", .5909189718, -1.1903156051, -1.3992697762, .2939875988)]
    [InlineData("dpmpp-2m", .6352701434, -1.3410086007, -1.3691523454, .3307183088)]
    [InlineData("dpmpp-3m", .6394610685, -1.3456237844, -1.3732611677, .3426874130)]
    [InlineData("unipc2", .6696436739, -1.3778085267, -1.3860987357, .4398654905)]
    [InlineData("unipc3", .6696436739, -1.3778085267, -1.3860987357, .4398654905)]
    public void Five_even_steps(string solver, double x0, double y0, double x1, double y1) =>
        AssertEnds(solver, TimeGrid.Uniform(5), 1e-9, x0, y0, x1, y1);

    /// <summary>End points of the official functions of ComfyUI and RES4LYF; those of res-3m and heunpp2 of the formula.</summary>
    [Theory]
    [InlineData("dpmpp-2m:flow", .709920921141, -1.417920065272, -1.416917126607, .582276244414)]
    [InlineData("dpmpp_2m", .709920921141, -1.417920065272, -1.416917126607, .582276244414)]
    [InlineData("res-2m", .726137039114, -1.437500558878, -1.429546088397, .620350839483)]
    [InlineData("gradient-estimation", .711493662336, -1.421542716325, -1.389361163929, .637360013052)]
    [InlineData("res-3m", .747362444059, -1.445384015765, -1.473885353503, .717560091876)]
    [InlineData("res-2s", .636615257553, -1.311971803891, -1.363012373992, .413670167839)]
    [InlineData("heunpp2", .616210819735, -1.298364528652, -1.340397113937, .369770138174)]
    public void Five_even_steps_of_what_people_run(string solver, double x0, double y0, double x1, double y1) =>
        AssertEnds(solver, TimeGrid.Uniform(5), 1e-11, x0, y0, x1, y1);

    [Theory]
    [InlineData("dpmpp-2m:flow", .837502556788, -1.548039150936, -1.563720572871, .842956940843)]
    [InlineData("res-2m", .885709154162, -1.604067181052, -1.612250774141, .913830103894)]
    [InlineData("gradient-estimation:2", .783604901414, -1.511163076475, -1.481201526638, .673269419644)]
    [InlineData("res-3m", .908612030228, -1.587300364713, -1.697472710309, .992624018531)]
    [InlineData("res-2s", .643774112072, -1.304364115005, -1.389023844864, .434898668919)]
    [InlineData("heunpp2", .586235838560, -1.258039002428, -1.319394644230, .300782034833)]
    public void Five_uneven_steps_of_what_people_run(string solver, double x0, double y0, double x1, double y1) =>
        AssertEnds(solver, new TimeGrid([0, 0.1, 0.3, 0.6, 0.85, 1]), 1e-11, x0, y0, x1, y1);

    [Fact]
    public void Five_even_steps_of_tab2() => AssertEnds("tab2", TimeGrid.Uniform(5), 1e-6, .773373, -1.451464, -1.534111, .585555);

    [Theory]
    [InlineData("euler", .5067153419, -1.1715931822, -1.2315741220, .2243974294)]
    [InlineData("ddim", .5067153419, -1.1715931822, -1.2315741220, .2243974294)]
    [InlineData("heun", .6660223613, -1.3081860603, -1.4508265417, .3985794885)]
    [InlineData("midpoint", .6628304967, -1.3057741430, -1.4275861133, .5002010403)]
    [InlineData("rf", .6628304967, -1.3057741430, -1.4275861133, .5002010403)]
    [InlineData("rk4", .6550981746, -1.2953616575, -1.4134891675, .4630760742)]
    [InlineData("ab2", .6662739446, -1.3371898616, -1.3991434869, .5128766635)]
    [InlineData("ab3", .6974833329, -1.3898348738, -1.4119232093, .5401729967)]
    [InlineData("ipndm:3", .6842225066, -1.3380198948, -1.4376202278, .4973296282)]
    [InlineData("pseudo", .6850847883, -1.3306009161, -1.4762391784, .4290749469)]
    [InlineData("fireflow", .6766538061, -1.3298047970, -1.4464500030, .4939530306)]
    [InlineData("dpmpp-2m", .6666580494, -1.3670255963, -1.4121410276, .4166993463)]
    [InlineData("dpmpp-3m", .6761014492, -1.3756696435, -1.4204076461, .4471889288)]
    [InlineData("unipc2", .7013963674, -1.4098084399, -1.4374350341, .4807503789)]
    public void Five_uneven_steps(string solver, double x0, double y0, double x1, double y1) =>
        AssertEnds(solver, SolverRuns.Uneven, 1e-9, x0, y0, x1, y1);

    private static void AssertEnds(string solver, TimeGrid grid, double tolerance, params double[] expected)
    {
        SampleBatch end = SolverRuns.Run(SolverRuns.FourModes, solver, grid, SolverRuns.GoldenStarts);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(expected[i], end[i / 2, i % 2], tolerance);
        }
    }
}
