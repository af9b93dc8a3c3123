using CsCheck;
using FlowDemo.Plots;

namespace FlowDemo.Tests.Plots;

public sealed class CompactSvgTests
{
    private const string Before = """
        <svg xmlns="http://www.w3.org/2000/svg">
          <g clip-path="url(#c)">
            <polyline points="1.04,2 5,2 9.06,2" style="stroke:red" />
            <polyline points="0,0 0.04,-7.25" style="stroke:red" />
            <polyline points="0,0 1,1" style="stroke:blue" />
            <ellipse cx="3" cy="4.56" rx="2.6" ry="2.6" style="fill:green;stroke:none;" shape-rendering="auto" />
            <ellipse cx="-3" cy="4" rx="2.6" ry="2.6" style="fill:green;stroke:none;" shape-rendering="auto" />
            <text x="1">a</text>
            <text x="1">b</text>
            <ellipse cx="1" cy="1" rx="1" ry="2" style="fill:green;stroke:none;" />
          </g>
        </svg>
        """;

    private const string After = """
        <?xml version="1.0" encoding="utf-8"?>
        <svg xmlns="http://www.w3.org/2000/svg">
          <g clip-path="url(#c)">
            <path d="M1,2l8.1,0M0,0l0,-7.2" style="stroke:red" />
            <path d="M0,0l1,1" style="stroke:blue" />
            <path d="M3,4.6h0M-3,4h0" style="fill:none;stroke:green;stroke-width:5.2;stroke-linecap:round" shape-rendering="auto" />
            <text x="1">a</text>
            <text x="1">b</text>
            <ellipse cx="1" cy="1" rx="1" ry="2" style="fill:green;stroke:none;" />
          </g>
        </svg>

        """;

    [Fact]
    public void Neighbours_of_one_style_become_one_path_and_the_order_stays() =>
        Assert.Equal(After.ReplaceLineEndings("\n"), CompactSvg.Of(Before));

    [Fact]
    public void A_simplified_line_keeps_its_ends_and_departs_nowhere_by_more_than_the_tolerance() =>
        Gen.Select(Gen.Double[0, 100], Gen.Double[0, 100]).Array[2, 40].Sample(points =>
        {
            const double Tolerance = 15;
            (double X, double Y)[] line = Polyline.Simplify(points, Tolerance);
            Assert.Equal((points[0], points[^1]), (line[0], line[^1]));
            int segment = 0;
            foreach ((double X, double Y) point in points)
            {
                segment += segment + 1 < line.Length - 1 && point == line[segment + 1] ? 1 : 0;
                Assert.InRange(Distance(point, line[segment], line[segment + 1]), -0.01, Tolerance + 1e-9);
            }
        });

    [Fact]
    public void Corners_on_a_straight_line_go_and_one_beside_it_stays()
    {
        Assert.Equal([(0, 0), (9, 9)], Polyline.Simplify([(0, 0), (2, 2), (5, 5), (9, 9)], 0.1));
        Assert.Equal([(0, 0), (2, 3), (9, 9)], Polyline.Simplify([(0, 0), (2, 3), (9, 9)], 0.1));
        Assert.Equal([(0, 0), (4, 0), (0, 0)], Polyline.Simplify([(0, 0), (2, 0), (4, 0), (0, 0)], 0.1));
    }

    // The distance from a segment, by trying many of its points.
    private static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b) =>
        Enumerable.Range(0, 10_001).Min(k => Math.Sqrt(Math.Pow(
            p.X - a.X - (k / 1e4 * (b.X - a.X)),
            2) + Math.Pow(p.Y - a.Y - (k / 1e4 * (b.Y - a.Y)), 2))) - 0.01;
}
