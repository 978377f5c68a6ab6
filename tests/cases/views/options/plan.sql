ALTER VIEW public.v SET (check_option=local);
ALTER VIEW public.w SET (security_invoker=true);
ALTER VIEW public.w RESET (security_barrier);
