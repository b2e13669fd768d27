# RUN: %e2e %s
# -ftime-report: the time of each pass, besides what the back end prints for it.
cp "$inputs"/hello.[ch] .
for cc in $backends; do
    export ASYNCC_CC=$cc
    $asyncc $sanitize -ftime-report -c hello.c -o hello.o 2>err
    says err "asyncc: processor time for hello.c"
    for pass in preprocessor tokens parser tree checks lowering liveness output "back end" total; do
        says err "  $pass "
    done
    echo "int x;" >plain.c
    $asyncc -ftime-report -c plain.c 2>err
    says err "asyncc: processor time for plain.c"
    says err "  back end "
    silent_on err "  parser "
done
